-- Who and where: cities, the organisations and places they know, partnerships between cities and relief operations.
-- Names are jsonb objects {"de": …, "uk": …, "en": …} with at least one language.

create function current_city() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('tandem.city', true), '')::uuid;
comment on function current_city is
  'The city on whose behalf this transaction acts; null outside inCity(), and then row-level security shows nothing.';

create function refuse_change() returns trigger
  language plpgsql as $$
begin
  raise exception '% is append-only: a mistake is countered by a new entry, never by changing an old one', tg_table_name
    using errcode = 'restrict_violation';
end $$;
comment on function refuse_change is 'Trigger of append-only tables: holds even for roles that may write.';

create procedure make_append_only(name text)
  language plpgsql as $$
begin
  execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()',
    name || '_is_append_only', name);
  execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()',
    name || '_is_never_emptied', name);
end $$;
comment on procedure make_append_only is 'For migrations: from then on the table takes new rows only.';

create procedure keep_rows_apart(name text)
  language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format('create policy %I on %I for select to tandem_worker using (true)', name || '_worker_reads', name);
end $$;
comment on procedure keep_rows_apart is
  'For migrations: no row is seen or written but as the policies of the table say; jobs may read them all.';

create procedure let_its_city(command text, name text, word text)
  language plpgsql as $$
declare
  policy text := name || '_' || word || '_by_its_city';
begin
  if command = 'insert' then
    execute format('create policy %I on %I for insert to tandem_app with check (city_id = current_city())', policy, name);
    execute format('grant insert on %I to tandem_app', name);
  elsif command = 'update' then
    execute format('create policy %I on %I for update to tandem_app using (city_id = current_city()) with check (city_id = current_city())',
      policy, name);
  elsif command = 'delete' then
    execute format('create policy %I on %I for delete to tandem_app using (city_id = current_city())', policy, name);
    execute format('grant delete on %I to tandem_app', name);
  else
    raise exception 'let_its_city knows insert, update and delete, not %', command;
  end if;
end $$;
comment on procedure let_its_city is
  'For migrations: the city a row belongs to may insert, update or delete it. Which columns may be updated is granted beside it.';

create function is_localized_text(value jsonb) returns boolean
  language sql immutable parallel safe
  return jsonb_typeof(value) = 'object'
    and value <> '{}'::jsonb
    and (value - 'de' - 'uk' - 'en') = '{}'::jsonb;

create table city (
  id          uuid primary key,
  slug        text not null constraint city_slug_unique unique constraint city_slug_shape check (slug ~ '^[a-z0-9-]{2,40}$'),
  names       jsonb not null constraint city_names_localized check (is_localized_text(names)),
  country     text not null constraint city_country_iso check (country ~ '^[A-Z]{2}$'),
  latitude    numeric(8, 5) not null,
  longitude   numeric(8, 5) not null,
  population  integer constraint city_population_positive check (population > 0),
  time_zone   text not null
);
comment on table city is
  'Municipalities that work in Tandem. The coordinates are the one fixed public point of the municipality (disclosure rule R4).';

create function guard_city_record() returns trigger
  language plpgsql as $$
begin
  if current_city() is not null and old.id <> current_city() then
    raise exception 'the record of city % is kept by that city', old.slug
      using errcode = 'restrict_violation', constraint = 'city_corrects_itself';
  end if;
  return new;
end $$;
comment on function guard_city_record is 'All cities read each other''s records; each corrects its own alone.';
create trigger city_record_is_guarded before update on city for each row execute function guard_city_record();

create table organisation (
  id       uuid primary key,
  city_id  uuid not null references city,
  kind     text not null constraint organisation_kind_known check (kind in (
             'council', 'department', 'administration', 'agency', 'company', 'association', 'religious-community',
             'network', 'funder', 'hospital', 'carrier', 'private-person')),
  names    jsonb not null constraint organisation_names_localized check (is_localized_text(names)),
  public_name_allowed boolean not null default true,
  constraint organisation_person_stays_unnamed check (kind <> 'private-person' or not public_name_allowed)
);
comment on column organisation.city_id is 'The city that keeps this record, not where the organisation sits.';
comment on column organisation.public_name_allowed is 'False for private persons and donors who want to stay unnamed in public.';
comment on constraint organisation_person_stays_unnamed on organisation is 'R6: private persons are never named in public.';
create index organisation_by_city on organisation (city_id);

create table partnership (
  id      uuid primary key,
  slug    text not null constraint partnership_slug_unique unique,
  names   jsonb not null constraint partnership_names_localized check (is_localized_text(names)),
  kind    text not null constraint partnership_kind_known check (kind in ('contact', 'project', 'friendship', 'solidarity', 'full')),
  status  text not null constraint partnership_status_known check (status in ('initiating', 'active', 'dormant', 'ended')),
  since   date not null
);

create table partnership_city (
  partnership_id uuid not null references partnership,
  city_id        uuid not null references city,
  primary key (partnership_id, city_id)
);
create index partnership_city_by_city on partnership_city (city_id);

create table operation (
  id               uuid primary key,
  slug             text not null constraint operation_slug_unique unique,
  lead_city_id     uuid not null references city,
  partner_city_id  uuid references city,
  partnership_id   uuid references partnership,
  names            jsonb not null constraint operation_names_localized check (is_localized_text(names)),
  destination      jsonb not null constraint operation_destination_localized check (is_localized_text(destination)),
  country          text not null constraint operation_country_iso check (country ~ '^[A-Z]{2}$'),
  latitude         numeric(8, 5) not null,
  longitude        numeric(8, 5) not null,
  opened_on        date not null,
  closed_on        date constraint operation_closed_after_opened check (closed_on >= opened_on),
  constraint operation_cities_differ check (lead_city_id <> partner_city_id)
);
comment on table operation is
  'Relief for one destination: needs and shipments belong to it. Several operations of a lead city compete for its lots.';
create index operation_by_lead on operation (lead_city_id);
create index operation_by_partner on operation (partner_city_id);

create table place (
  id             uuid primary key,
  city_id        uuid not null references city,
  kind           text not null constraint place_kind_known check (kind in ('hub', 'site', 'handover')),
  names          jsonb not null constraint place_names_localized check (is_localized_text(names)),
  municipality   jsonb not null constraint place_municipality_localized check (is_localized_text(municipality)),
  restricted     boolean not null default false,
  retired_at     timestamptz
);
comment on column place.restricted is
  'People shelter here or goods are stocked here: name and address are need-to-know and each reading of them is logged (R6, R11).';
comment on column place.retired_at is
  'Out of use since: nobody can choose it any more, what happened there stays. 0007 holds that nothing lies there and nothing is on its way.';
create index place_by_city on place (city_id);

create table place_address (
  place_id  uuid primary key references place,
  street    text not null,
  postcode  text not null,
  town      text not null,
  contact   text
);
comment on table place_address is
  'Need-to-know: its city and, while goods are on their way to or from it, the city that shares the operation. Apart from place so that no list can select it by accident.';

-- What the acting city may see. `security definer` because the policies of operation itself use it.
create function visible_operations() returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select id from operation where lead_city_id = current_city() or partner_city_id = current_city();
  end;
comment on function visible_operations is 'Operations in which the acting city leads or receives.';

create function neighbouring_cities() returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select current_city()
    union select lead_city_id from operation where partner_city_id = current_city()
    union select partner_city_id from operation where lead_city_id = current_city() and partner_city_id is not null;
  end;
comment on function neighbouring_cities is 'The acting city and those it shares an operation with.';

create function partner_cities() returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select theirs.city_id from partnership_city ours
      join partnership_city theirs on theirs.partnership_id = ours.partnership_id and theirs.city_id <> ours.city_id
      join partnership p on p.id = ours.partnership_id
    where ours.city_id = current_city() and p.status <> 'ended';
  end;
comment on function partner_cities is 'The cities bound to the acting city by a partnership that has not ended.';

create function guard_operation_partner() returns trigger
  language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new.partner_city_id is not distinct from old.partner_city_id then return new; end if;
    if old.partner_city_id is not null then
      raise exception 'operation % has a partner city already: its needs were told to that city and to no other', old.slug
        using errcode = 'restrict_violation', constraint = 'operation_partner_stays';
    end if;
  end if;
  if new.partner_city_id is not null and current_city() is not null
    and new.partner_city_id not in (select partner_cities()) then
    raise exception 'the partner city of operation % is bound to its lead city by no partnership', new.slug
      using errcode = 'restrict_violation', constraint = 'operation_partner_is_bound';
  end if;
  return new;
end $$;
comment on function guard_operation_partner is
  'Sharing an operation makes cities neighbours who see each other''s places: so partners only, and never exchanged for another.';

create trigger operation_partner_is_guarded before insert or update of partner_city_id on operation
  for each row execute function guard_operation_partner();

do $$
declare
  name text;
begin
  foreach name in array array['organisation', 'operation', 'place', 'place_address'] loop
    call keep_rows_apart(name);
    execute format('grant select on %I to tandem_app, tandem_worker', name);
  end loop;
end $$;

create policy operation_seen_by_its_cities on operation for select to tandem_app
  using (lead_city_id = current_city() or partner_city_id = current_city());
create policy operation_opened_by_its_lead on operation for insert to tandem_app with check (lead_city_id = current_city());
create policy operation_kept_by_its_lead on operation for update to tandem_app
  using (lead_city_id = current_city()) with check (lead_city_id = current_city());
create policy organisation_seen_by_its_city on organisation for select to tandem_app using (city_id = current_city());
create policy organisation_kept_by_its_city on organisation for insert to tandem_app with check (city_id = current_city());
create policy organisation_corrected_by_its_city on organisation for update to tandem_app
  using (city_id = current_city()) with check (city_id = current_city());
create policy place_seen_by_neighbours on place for select to tandem_app
  using (city_id in (select neighbouring_cities()));
create policy place_kept_by_its_city on place for insert to tandem_app with check (city_id = current_city());
create policy place_corrected_by_its_city on place for update to tandem_app
  using (city_id = current_city()) with check (city_id = current_city());
-- Others read an address while goods are on their way to or from the place: 0007.
create policy place_address_seen_by_its_city on place_address for select to tandem_app
  using (place_id in (select id from place where city_id = current_city()));
create policy place_address_kept_by_its_city on place_address for insert to tandem_app
  with check (place_id in (select id from place where city_id = current_city()));

create policy place_address_corrected_by_its_city on place_address for update to tandem_app
  using (place_id in (select id from place where city_id = current_city()))
  with check (place_id in (select id from place where city_id = current_city()));

-- What is not granted stays as it was: the address of an operation's public page, the kind of a place (the ledger counts by it).
grant select on city, partnership, partnership_city to tandem_app, tandem_worker;
grant update (names, population, latitude, longitude) on city to tandem_app;
grant insert on organisation, place, place_address, operation to tandem_app;
grant update (names, destination, partner_city_id, partnership_id, country, latitude, longitude, closed_on) on operation to tandem_app;
grant update (kind, names, public_name_allowed) on organisation to tandem_app;
grant update (names, municipality, restricted, retired_at) on place to tandem_app;
grant update (street, postcode, town, contact) on place_address to tandem_app;
grant insert on city, partnership, partnership_city to tandem_worker;
grant execute on function current_city, is_localized_text, visible_operations, neighbouring_cities, partner_cities to tandem_app, tandem_worker;
