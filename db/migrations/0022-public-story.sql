-- The public story line of partnerships: folded by the publication job from the public records and deliveries of the same
-- publication and from nothing else (src/lib/accountability/story-line/public-story.ts), so that it can tell nothing they do not.

create table public_story_entry (
  partnership_slug  text not null references public_partnership,
  position          integer not null,
  id                text not null constraint public_story_entry_id_shape check (id ~ '^[a-z]+-[0-9a-f-]{36}(-outcome|-begun)?$'),
  kind              text not null,
  on_day            date not null,
  precision         text not null constraint public_story_entry_precision_known check (precision in ('year', 'month', 'week', 'day')),
  year              integer not null generated always as (extract(year from on_day)::integer) stored,
  fact              jsonb not null constraint public_story_entry_fact_object check (jsonb_typeof(fact) = 'object'),
  source            jsonb not null constraint public_story_entry_source_object check (jsonb_typeof(source) = 'object'),
  primary key (partnership_slug, position),
  constraint public_story_entry_once unique (partnership_slug, id)
);
comment on table public_story_entry is 'What happened in a partnership, as far as the public may read it, in the order it is told.';
comment on column public_story_entry.id is 'Made of the random public id of its record: the name permanent links end with.';
comment on column public_story_entry.position is 'Its place on the whole line, by compareEntries in src/lib/accountability/story-line/story-line.ts.';
comment on column public_story_entry.source is 'Where the public can look it up (PublicRef).';
create index public_story_entry_by_year on public_story_entry (partnership_slug, year, kind, position);

grant select on public_story_entry to tandem_public;
grant select, insert, delete on public_story_entry to tandem_worker;
