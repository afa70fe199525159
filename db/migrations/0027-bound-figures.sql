-- Figures of articles: what each was when its text was published, and what became of it since. Every value is one of the
-- public projection, which the office may read like anybody else.

create table article_figure (
  article_id  uuid not null,
  edition     text not null,
  revision    integer not null,
  query       text not null constraint article_figure_query_length check (length(query) between 1 and 400),
  city_id     uuid not null,
  value       bigint constraint article_figure_value_counts check (value >= 0),
  unit        text,
  as_of       timestamptz(3),
  primary key (article_id, edition, revision, query),
  constraint article_figure_of_its_article foreign key (article_id, city_id) references article (id, city_id),
  constraint article_figure_of_its_revision foreign key (article_id, edition, revision)
    references article_revision (article_id, edition, number),
  constraint article_figure_known_or_not check ((value is null) = (unit is null) and (as_of is not null or value is null))
);
comment on table article_figure is 'Append-only: what each figure of a published text was at its publication. Readers see it for good, beside what it is now.';
comment on column article_figure.query is 'As the text writes it: it names the figure within the text.';
comment on column article_figure.value is 'In base units; null where nothing was known, which is no zero.';

create function guard_article_figure() returns trigger
  language plpgsql as $$
begin
  if not exists (select from article_event e where e.article_id = new.article_id and e.edition = new.edition
      and e.revision = new.revision and e.kind = 'textPublished'
      and e.sequence = (select max(sequence) from article_event where article_id = new.article_id)) then
    raise exception 'article %: a figure is kept with the publication of its text', new.article_id
      using errcode = 'restrict_violation', constraint = 'article_figure_kept_at_publication';
  end if;
  return new;
end $$;
comment on function guard_article_figure is 'Before anything else happens to the article: nobody adds later to what a published text said.';
create trigger article_figure_is_guarded before insert on article_figure for each row execute function guard_article_figure();

create table article_figure_change (
  id          bigint generated always as identity primary key,
  article_id  uuid not null,
  edition     text not null,
  revision    integer not null,
  query       text not null,
  city_id     uuid not null,
  value       bigint,
  unit        text,
  as_of       timestamptz(3),
  constraint article_figure_change_of_its_figure foreign key (article_id, edition, revision, query) references article_figure,
  constraint article_figure_change_of_its_article foreign key (article_id, city_id) references article (id, city_id),
  constraint article_figure_change_known_or_not check ((value is null) = (unit is null) and (as_of is not null or value is null))
);
comment on table article_figure_change is 'Append-only: each time the public projection gave a live text''s figure another value than before.';
create index article_figure_change_latest on article_figure_change (article_id, edition, revision, query, id desc);

create function guard_article_figure_change() returns trigger
  language plpgsql as $$
declare
  before record;
begin
  perform pg_advisory_xact_lock(hashtextextended('tandem.figures ' || new.article_id, 0));
  select f.value, f.unit into before from (
    select value, unit, id from article_figure_change c where (c.article_id, c.edition, c.revision, c.query)
      = (new.article_id, new.edition, new.revision, new.query)
    union all
    select value, unit, 0 from article_figure a where (a.article_id, a.edition, a.revision, a.query)
      = (new.article_id, new.edition, new.revision, new.query)) f
  order by f.id desc limit 1;
  if (before.value, before.unit) is not distinct from (new.value, new.unit) then
    raise exception 'article %: the figure is what it was', new.article_id
      using errcode = 'check_violation', constraint = 'article_figure_change_is_one';
  end if;
  return new;
end $$;
comment on function guard_article_figure_change is 'A change is noted once, however often the figures are compared.';
create trigger article_figure_change_is_guarded before insert on article_figure_change
  for each row execute function guard_article_figure_change();

create table article_figure_seen (
  article_id  uuid not null references article,
  edition     text not null,
  change_id   bigint not null references article_figure_change,
  city_id     uuid not null,
  at          timestamptz(3) not null,
  account_id  uuid,
  primary key (article_id, edition, change_id),
  constraint article_figure_seen_of_its_article foreign key (article_id, city_id) references article (id, city_id)
);
comment on table article_figure_seen is 'Append-only: somebody saw the changes of an edition''s figures up to this one, and leaves the text as it is.';

do $$
declare
  name text;
begin
  foreach name in array array['article_figure', 'article_figure_change', 'article_figure_seen'] loop
    call keep_rows_apart(name);
    call make_append_only(name);
    execute format('create policy %I on %I for select to tandem_app using (article_id in (select id from article))',
      name || '_seen_with_its_article', name);
    execute format('grant select on %I to tandem_app, tandem_worker', name);
  end loop;
end $$;
call let_its_city('insert', 'article_figure', 'kept');
call let_its_city('insert', 'article_figure_seen', 'kept');
create policy article_figure_change_noted_by_worker on article_figure_change for insert to tandem_worker with check (true);
grant insert on article_figure_change to tandem_worker;

-- The desk shows a figure as readers will have it, and keeps it when its text is published.
grant select on public_state, public_operation, public_partnership, public_item, public_delivery, public_delivery_line to tandem_app;

create view article_figure_moved with (security_invoker = true) as
  select c.article_id, c.edition, c.revision, c.city_id, c.query, c.id as change_id, f.value as published_value,
    f.unit as published_unit, f.as_of as published_as_of, c.value, c.unit, c.as_of,
    exists (select from article_figure_seen s where (s.article_id, s.edition) = (c.article_id, c.edition)
      and s.change_id >= c.id) as seen
  from article_edition e
  join lateral (
    select distinct on (query) * from article_figure_change
    where (article_id, edition, revision) = (e.article_id, e.edition, e.live_revision)
    order by query, id desc) c on true
  join article_figure f on (f.article_id, f.edition, f.revision, f.query) = (c.article_id, c.edition, c.revision, c.query)
  where (c.value, c.unit) is distinct from (f.value, f.unit);
comment on view article_figure_moved is 'Figures of live texts that are another number now than readers were given, and whether somebody at the desk saw it.';
grant select on article_figure_moved to tandem_app, tandem_worker;
