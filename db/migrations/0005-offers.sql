-- What donors offer a city. Facts are events, offer_current and offer_line what they add up to. Who the donor is stands
-- apart (offer_contact), so that no list selects it by accident and a private person can be erased.

create table offer (
  id          uuid primary key,
  city_id     uuid not null references city,
  origin      text not null constraint offer_origin_known check (origin in ('office', 'public')),
  created_at  timestamptz not null,
  created_by  uuid
);
create index offer_by_city on offer (city_id);

create table offer_contact (
  offer_id          uuid primary key references offer,
  donor_id          uuid references organisation,
  donor_kind        text not null constraint offer_donor_kind_known check (donor_kind in (
                      'department', 'agency', 'company', 'association', 'religious-community', 'funder', 'hospital',
                      'private-person')),
  donor_name        text not null constraint offer_donor_name_short check (length(donor_name) between 1 and 200),
  contact_name      text not null default '' constraint offer_contact_name_short check (length(contact_name) <= 200),
  email             text constraint offer_email_shape check (email ~ '^[^\s@,;<>]+@[^\s@,;<>]+$' and length(email) <= 254),
  phone             text not null default '' constraint offer_phone_short check (length(phone) <= 50),
  language          text not null constraint offer_language_known check (language in ('de', 'uk', 'en')),
  anonymous         boolean not null,
  email_confirmed_at timestamptz
);
comment on table offer_contact is 'Personal data, need-to-know: read one by one, never in an export (R6).';
comment on column offer_contact.anonymous is 'The donor wants not to be named in public.';

create table offer_event (
  offer_id    uuid not null references offer,
  sequence    integer not null constraint offer_event_sequence_from_one check (sequence >= 1),
  kind        text not null constraint offer_event_kind_known check (kind in (
                'offerDrafted', 'offerSubmitted', 'offerCorrected', 'offerAccepted', 'offerDeclined', 'offerRestDeclined',
                'offerReleased', 'offerWithdrawn')),
  data        jsonb not null,
  at          timestamptz not null,
  account_id  uuid,
  primary key (offer_id, sequence)
);
comment on table offer_event is 'Append-only. account_id is null where the donor acted through the private link.';
call make_append_only('offer_event');

create table offer_current (
  offer_id              uuid primary key references offer,
  city_id               uuid not null references city,
  version               integer not null,
  state                 text not null constraint offer_state_known check (state in (
                          'draft', 'submitted', 'accepted', 'partly-accepted', 'rest-declined', 'declined', 'released',
                          'withdrawn')),
  facts                 jsonb not null,
  earmark_operation_id  uuid references operation,
  available_from        date,
  available_until       date,
  submitted_at          timestamptz,
  created_at            timestamptz not null,
  changed_at            timestamptz not null,
  words                 tsvector not null,
  constraint offer_available_in_order check (available_until >= available_from)
);
create index offer_current_by_state on offer_current (city_id, state, changed_at desc, offer_id desc);
create index offer_current_newest on offer_current (city_id, changed_at desc, offer_id desc);
create index offer_current_words on offer_current using gin (words);

create table offer_line (
  id                uuid primary key,
  offer_id          uuid not null references offer,
  position          integer not null,
  description       text not null constraint offer_line_description_short check (length(description) between 1 and 500),
  item_code         text,
  base_unit         text,
  quantity          bigint constraint offer_line_quantity_positive check (quantity > 0),
  accepted_quantity bigint not null default 0 constraint offer_line_accepted_not_negative check (accepted_quantity >= 0),
  removed           boolean not null default false,
  facts             jsonb not null,
  constraint offer_line_accepted_within_offer check (accepted_quantity <= coalesce(quantity, 0)),
  constraint offer_line_accepted_is_known check (accepted_quantity = 0 or (item_code is not null and base_unit is not null))
);
comment on table offer_line is 'Lines as they stand now. A line a donor took out stays, marked removed; lots name the line they came from.';
create index offer_line_by_offer on offer_line (offer_id, position);

create function offer_moves_only_as_permitted() returns trigger
  language plpgsql as $$
begin
  if new.version <= old.version then
    raise exception 'offer %: version % does not follow %', old.offer_id, new.version, old.version using errcode = 'check_violation';
  end if;
  if new.state <> old.state and not (old.state || ' ' || new.state) = any (array[
    'draft submitted', 'draft withdrawn',
    'submitted accepted', 'submitted partly-accepted', 'submitted declined', 'submitted withdrawn',
    'partly-accepted accepted', 'partly-accepted rest-declined',
    'accepted released', 'partly-accepted released', 'rest-declined released', 'declined released'
  ]) then
    raise exception 'offer %: no move leads from % to %', old.offer_id, old.state, new.state using errcode = 'check_violation';
  end if;
  return new;
end $$;
comment on function offer_moves_only_as_permitted is 'The same table of moves as src/lib/relief/offers/offer.ts.';
create trigger offer_current_moves before update on offer_current for each row execute function offer_moves_only_as_permitted();

create function accepted_lines_stay() returns trigger
  language plpgsql as $$
begin
  -- More of the line may be accepted later; what was accepted never becomes less or something else.
  if old.accepted_quantity > 0 and (new.accepted_quantity < old.accepted_quantity
      or (new.item_code, new.base_unit, new.quantity, new.removed)
        is distinct from (old.item_code, old.base_unit, old.quantity, old.removed)) then
    raise exception 'offer line %: what was accepted has become a lot and is corrected in the ledger', old.id
      using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger offer_line_stays_once_accepted before update on offer_line for each row execute function accepted_lines_stay();

create table offer_link (
  token_hash  bytea primary key constraint offer_link_hash_is_sha256 check (octet_length(token_hash) = 32),
  offer_id    uuid not null references offer,
  city_id     uuid not null references city,
  created_at  timestamptz not null,
  expires_at  timestamptz not null
);
comment on table offer_link is
  'Private links of donors. Only the hash is kept: who reads this table can follow no link. Each mail brings a new one.';
create index offer_link_by_offer on offer_link (offer_id);

do $$
declare
  name text;
begin
  foreach name in array array['offer', 'offer_contact', 'offer_event', 'offer_current', 'offer_line', 'offer_link'] loop
    call keep_rows_apart(name);
    execute format('grant select on %I to tandem_worker', name);
  end loop;
  foreach name in array array['offer', 'offer_current', 'offer_link'] loop
    execute format('create policy %I on %I for select to tandem_app using (city_id = current_city())', name || '_seen_by_its_city', name);
    execute format('create policy %I on %I for insert to tandem_app with check (city_id = current_city())', name || '_added_by_its_city', name);
    execute format('grant select, insert on %I to tandem_app', name);
  end loop;
  foreach name in array array['offer_contact', 'offer_event', 'offer_line'] loop
    execute format('create policy %I on %I for select to tandem_app using (exists (select from offer o where o.id = offer_id))',
      name || '_seen_with_its_offer', name);
    execute format('create policy %I on %I for insert to tandem_app with check (exists (select from offer o where o.id = offer_id))',
      name || '_added_with_its_offer', name);
    execute format('grant select, insert on %I to tandem_app', name);
  end loop;
end $$;

create policy offer_current_kept_by_its_city on offer_current for update to tandem_app using (city_id = current_city());
create policy offer_line_kept_with_its_offer on offer_line for update to tandem_app
  using (exists (select from offer o where o.id = offer_id));
create policy offer_contact_kept_with_its_offer on offer_contact for update to tandem_app
  using (exists (select from offer o where o.id = offer_id));
grant update on offer_current to tandem_app;
grant update (position, description, item_code, base_unit, quantity, accepted_quantity, removed, facts) on offer_line to tandem_app;
grant update (donor_id, donor_name, contact_name, phone, language, anonymous, email_confirmed_at) on offer_contact to tandem_app;

-- See needs_matching in 0004-needs.sql: why this runs as the worker, and why the statement is planned with its values.
create function offers_matching(query tsquery, conditions jsonb, most integer) returns setof uuid
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  filters text := '';
begin
  if conditions ? 'state' then filters := filters || format(' and state = %L', conditions->>'state'); end if;
  if conditions ? 'before' then
    filters := filters || format(' and (changed_at, offer_id) < (%L::timestamptz, %L::uuid)',
      conditions->'before'->>'at', conditions->'before'->>'id');
  end if;
  return query execute format(
    'select offer_id from offer_current where words @@ %L::tsquery and city_id = current_city()%s
     order by changed_at desc, offer_id desc limit %s', query, filters, most);
end $$;
do $$
begin
  execute format('grant create on schema %I to tandem_worker', current_schema());
  alter function offers_matching owner to tandem_worker;
  execute format('revoke create on schema %I from tandem_worker', current_schema());
end $$;
grant execute on function offers_matching to tandem_app;
