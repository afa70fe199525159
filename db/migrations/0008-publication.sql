-- What the public may read. One job computes these tables from the sources; every value passes the disclosure rules
-- (docs/reference/disclosure.md). The public site's role can read them and nothing else (rule R1).

create table disclosure_wish (
  id            uuid primary key,
  operation_id  uuid not null references operation,
  city_id       uuid not null references city,
  lag_hours     integer not null constraint disclosure_wish_within_a_year check (lag_hours between 1 and 8760),
  wished_at     timestamptz(3) not null,
  account_id    uuid
);
comment on table disclosure_wish is
  'R2: how many hours a city wants between receipt and publication. The latest wish of each city counts, and of both the longer one.';
create index disclosure_wish_latest on disclosure_wish (operation_id, city_id, wished_at desc);

create table disclosure_hiding (
  id            uuid primary key,
  operation_id  uuid not null references operation,
  shipment_id   uuid,
  city_id       uuid not null references city,
  hidden        boolean not null,
  reason        text not null constraint disclosure_hiding_has_reason check (length(reason) between 1 and 500),
  decided_at    timestamptz(3) not null,
  account_id    uuid,
  constraint disclosure_hiding_of_its_operation foreign key (shipment_id, operation_id) references shipment (id, operation_id)
);
comment on constraint disclosure_hiding_of_its_operation on disclosure_hiding is
  'Who may decide on one operation cannot hide or show the shipments of another.';
comment on table disclosure_hiding is
  'R14: one button hides a shipment, or without a shipment the whole operation. The latest decision of each city counts, and '
  'what one of them hides stays hidden: the city under attack knows why, the other need not.';
create index disclosure_hiding_latest on disclosure_hiding (operation_id, shipment_id, city_id, decided_at desc);

create view disclosure_hidden with (security_invoker = true) as
  select operation_id, shipment_id, array_agg(city_id order by city_id) as by_cities
  from (
    select distinct on (operation_id, shipment_id, city_id) operation_id, shipment_id, city_id, hidden
    from disclosure_hiding order by operation_id, shipment_id, city_id, decided_at desc, id desc) latest
  where hidden
  group by operation_id, shipment_id;
comment on view disclosure_hidden is 'What at least one city hides, and which.';
grant select on disclosure_hidden to tandem_app, tandem_worker;

do $$
declare
  name text;
begin
  foreach name in array array['disclosure_wish', 'disclosure_hiding'] loop
    call keep_rows_apart(name);
    execute format('create policy %I on %I for select to tandem_app using (operation_id in (select visible_operations()))',
      name || '_seen_by_its_cities', name);
    execute format('grant select on %I to tandem_app, tandem_worker', name);
    execute format('grant insert on %I to tandem_app', name);
    execute format('create trigger %I before update or delete or truncate on %I for each statement execute function refuse_change()',
      name || '_is_append_only', name);
  end loop;
end $$;
create policy disclosure_wish_of_its_city on disclosure_wish for insert to tandem_app
  with check (city_id = current_city() and operation_id in (select visible_operations()));
create policy disclosure_hiding_by_its_cities on disclosure_hiding for insert to tandem_app
  with check (city_id = current_city() and operation_id in (select visible_operations()));

create table publication_secret (
  only_row  boolean primary key default true constraint publication_secret_is_one check (only_row),
  secret    bytea not null
);
comment on table publication_secret is 'Turns ids of shipments into public ids that tell nothing (R6) and stay the same (permanent links).';
insert into publication_secret (secret) values (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
grant select on publication_secret to tandem_worker;

create function public_id_of(kind text, id uuid, secret bytea) returns uuid
  language sql immutable parallel safe
  return encode(substring(sha256(secret || convert_to(kind || ':' || id::text, 'UTF8')) from 1 for 16), 'hex')::uuid;

create table public_state (
  only_row  boolean primary key default true constraint public_state_is_one check (only_row),
  as_of     timestamptz(3) not null,
  version   text not null
);
comment on table public_state is 'As of when the public figures speak, and a digest of them that pages are cached under.';

create table public_city (
  slug       text primary key,
  names      jsonb not null,
  country    text not null,
  latitude   numeric(8, 5) not null,
  longitude  numeric(8, 5) not null
);

create table public_operation (
  slug              text primary key,
  names             jsonb not null,
  destination       jsonb not null,
  lead_city         jsonb not null,
  partner_city      jsonb,
  partnership       jsonb,
  country           text not null,
  latitude          numeric(8, 5) not null,
  longitude         numeric(8, 5) not null,
  opened_on         date not null,
  closed_on         date
);
comment on column public_operation.latitude is 'R4: the one fixed point of the municipality.';

create table public_item (
  operation_slug  text not null references public_operation,
  item_code       text not null,
  base_unit       text not null,
  needed          bigint not null,
  needs           integer not null,
  needs_unknown   integer not null,
  promised        bigint not null,
  received        bigint not null,
  in_use          bigint not null,
  primary key (operation_slug, item_code)
);
comment on column public_item.promised is
  'Promised units, those under way and those received included: what is under way is not told apart before it arrived (R2).';
comment on column public_item.needs_unknown is 'Needs whose quantity is not known: a state of its own, never counted as zero.';

create table public_purpose (
  operation_slug  text not null references public_operation,
  purpose         text not null,
  needs           integer not null,
  primary key (operation_slug, purpose)
);

create table public_delivery (
  public_id       uuid primary key,
  operation_slug  text not null references public_operation,
  received        jsonb not null,
  sort_date       date not null
);
comment on column public_delivery.received is 'R3: {"kind": "week", "monday": …} or {"kind": "day", "date": …}.';
comment on column public_delivery.sort_date is 'The Monday or the day of received, no more.';
create index public_delivery_newest on public_delivery (operation_slug, sort_date desc, public_id);

create table public_delivery_line (
  public_id   uuid not null references public_delivery,
  item_code   text not null,
  base_unit   text not null,
  donor       jsonb,
  quantity    bigint not null,
  constraint public_delivery_line_once unique nulls not distinct (public_id, item_code, donor)
);
comment on column public_delivery_line.donor is 'Localized name of an organisation that agreed to be named; else null. Never a person (R6).';

do $$
declare
  name text;
begin
  foreach name in array array['public_state', 'public_city', 'public_operation', 'public_item', 'public_purpose', 'public_delivery',
      'public_delivery_line'] loop
    execute format('grant select on %I to tandem_public', name);
    execute format('grant select, insert, update, delete on %I to tandem_worker', name);
  end loop;
end $$;
grant execute on function public_id_of to tandem_worker;
