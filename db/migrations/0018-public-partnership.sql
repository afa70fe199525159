-- What the public may read of partnerships. Written by the one publication job from what the functions of
-- src/lib/accountability/disclosure/public-partnership.ts and public-cooperation.ts let through; every field named there and no other.

create table disclosure_record (
  id              uuid primary key,
  partnership_id  uuid not null references partnership,
  kind            text not null constraint disclosure_record_kind_known
                    check (kind in ('agreement', 'paper', 'promise', 'theme', 'project', 'event', 'exchange', 'funding')),
  record_id       uuid not null,
  city_id         uuid not null references city,
  shown           boolean not null,
  reason          text not null constraint disclosure_record_has_reason check (length(reason) between 1 and 500),
  decided_at      timestamptz(3) not null,
  account_id      uuid
);
comment on table disclosure_record is
  'R14 for the records of a partnership: whether a city shows or hides one. The latest decision of each city counts; what one of '
  'them hides stays hidden, and money and projects are public only where the city that keeps them shows them.';
create index disclosure_record_latest on disclosure_record (partnership_id, kind, record_id, city_id, decided_at desc);

create view disclosed_record with (security_invoker = true) as
  select partnership_id, kind, record_id, coalesce(array_agg(city_id order by city_id) filter (where shown), '{}') as shown_by,
    coalesce(array_agg(city_id order by city_id) filter (where not shown), '{}') as hidden_by
  from (
    select distinct on (partnership_id, kind, record_id, city_id) partnership_id, kind, record_id, city_id, shown
    from disclosure_record order by partnership_id, kind, record_id, city_id, decided_at desc, id desc) latest
  group by partnership_id, kind, record_id;
comment on view disclosed_record is 'Which cities show and which hide a record, as they decided last.';
grant select on disclosed_record to tandem_app, tandem_worker;

alter table disclosure_record enable row level security;
alter table disclosure_record force row level security;
create policy disclosure_record_worker_reads on disclosure_record for select to tandem_worker using (true);
create policy disclosure_record_seen_by_members on disclosure_record for select to tandem_app
  using (partnership_id in (select visible_partnerships()));
create policy disclosure_record_by_members on disclosure_record for insert to tandem_app
  with check (city_id = current_city() and partnership_id in (select visible_partnerships()));
grant select on disclosure_record to tandem_app, tandem_worker;
grant insert on disclosure_record to tandem_app;
create trigger disclosure_record_is_append_only before update or delete or truncate on disclosure_record
  for each statement execute function refuse_change();

create table public_partnership (
  slug    text primary key,
  names   jsonb not null,
  cities  jsonb not null constraint public_partnership_cities_are_a_list check (jsonb_typeof(cities) = 'array'),
  kind    text not null,
  status  text not null,
  since   date not null
);
comment on table public_partnership is 'Partnerships that came to life, and those a public operation belongs to.';

create table public_record (
  partnership_slug  text not null references public_partnership,
  kind              text not null constraint public_record_kind_known check (kind in (
                      'standing', 'side', 'agreement', 'paper', 'promise', 'theme', 'project', 'event', 'exchange', 'funding')),
  public_id         uuid not null,
  sort_date         date,
  content           jsonb not null constraint public_record_content_object check (jsonb_typeof(content) = 'object'),
  primary key (partnership_slug, kind, public_id)
);
comment on table public_record is 'A public record of a partnership; content has the shape its kind has in public-partnership.ts and public-cooperation.ts.';
comment on column public_record.sort_date is 'The first day the date shown may mean, no more; null where no source names one.';
create unique index public_record_by_id on public_record (kind, public_id, partnership_slug);

do $$
declare
  name text;
begin
  foreach name in array array['public_partnership', 'public_record'] loop
    execute format('grant select on %I to tandem_public', name);
    execute format('grant select, insert, delete on %I to tandem_worker', name);
  end loop;
end $$;
