-- What somebody writes between two revisions of an article: kept every few seconds, read by nobody but the city, and no part of
-- the article's history until it is saved.

create table article_autosave (
  article_id    uuid not null,
  edition       text not null constraint article_autosave_edition_known
                  check (edition in ('de', 'uk', 'en', 'de-easy', 'uk-easy', 'en-easy')),
  account_id    uuid not null references account,
  piece         integer not null constraint article_autosave_piece_from_one check (piece >= 1),
  city_id       uuid not null,
  sitting       uuid not null,
  started_from  integer not null constraint article_autosave_started_from_zero check (started_from >= 0),
  fields        jsonb not null constraint article_autosave_fields_shape
                  check (jsonb_typeof(fields) = 'object' and length(fields::text) <= 1200000),
  began_at      timestamptz not null,
  kept_at       timestamptz not null constraint article_autosave_kept_in_order check (kept_at >= began_at),
  primary key (article_id, edition, account_id, piece),
  constraint article_autosave_of_its_article foreign key (article_id, city_id) references article (id, city_id)
);
comment on table article_autosave is
  'Texts that were not saved yet, as their form holds them. One piece holds what one person wrote within minutes on one page (src/lib/newsroom/articles/autosave/autosave.ts).';
comment on column article_autosave.sitting is 'The page it was written on: two pages of one person never overwrite each other.';
comment on column article_autosave.started_from is 'The revision the writer began with; 0 for none.';
create index article_autosave_by_age on article_autosave (kept_at);

call keep_rows_apart('article_autosave');
call let_its_city('delete', 'article_autosave', 'forgotten');
create policy article_autosave_seen_by_its_city on article_autosave for select to tandem_app using (city_id = current_city());
create policy article_autosave_kept_by_its_writer on article_autosave for insert to tandem_app
  with check (city_id = current_city() and account_id = current_account());
create policy article_autosave_continued_by_its_writer on article_autosave for update to tandem_app
  using (account_id = current_account()) with check (city_id = current_city() and account_id = current_account());
grant select on article_autosave to tandem_app, tandem_worker;
grant insert on article_autosave to tandem_app;
grant update (fields, kept_at) on article_autosave to tandem_app;

create table article_notice (
  article_id  uuid not null,
  sequence    integer not null,
  at          timestamptz not null,
  primary key (article_id, sequence),
  constraint article_notice_of_its_event foreign key (article_id, sequence) references article_event (article_id, sequence)
);
comment on table article_notice is
  'Steps of articles that waited for somebody and were told by mail, once (src/lib/newsroom/articles/notices/). The worker''s alone.';
call keep_rows_apart('article_notice');
create policy article_notice_worker_writes on article_notice for insert to tandem_worker with check (true);
grant select, insert on article_notice to tandem_worker;
