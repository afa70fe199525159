-- What the public may read of partnerships. Written by the one publication job from what the functions of
-- src/lib/accountability/disclosure/public-partnership.ts let through; every field named there and no other.

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
  kind              text not null constraint public_record_kind_known check (kind in ('standing', 'agreement', 'paper', 'promise', 'theme')),
  public_id         uuid not null,
  sort_date         date,
  content           jsonb not null constraint public_record_content_object check (jsonb_typeof(content) = 'object'),
  primary key (partnership_slug, kind, public_id)
);
comment on table public_record is 'A public record of a partnership; content has the shape its kind has in public-partnership.ts.';
comment on column public_record.sort_date is 'The first day the date shown may mean, no more; null where no source names one.';

do $$
declare
  name text;
begin
  foreach name in array array['public_partnership', 'public_record'] loop
    execute format('grant select on %I to tandem_public', name);
    execute format('grant select, insert, delete on %I to tandem_worker', name);
  end loop;
end $$;
