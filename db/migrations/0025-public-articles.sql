-- What the public reads of the newsroom: the pages a site must have by law, and articles. Sources keep every wording; the
-- public_* tables hold what is public now and nothing else.

create table site_text (
  id          uuid primary key,
  city_id     uuid not null references city,
  page        text not null constraint site_text_page_known check (page in ('imprint', 'privacy', 'accessibility', 'easy-language')),
  language    text not null constraint site_text_language_known check (language in ('de', 'uk', 'en')),
  wording     integer not null constraint site_text_wordings_are_counted check (wording >= 1),
  blocks      jsonb not null constraint site_text_blocks_are_a_list check (jsonb_typeof(blocks) = 'array'),
  saved_at    timestamptz(3) not null,
  account_id  uuid,
  constraint site_text_wording_once unique (city_id, page, language, wording)
);
comment on table site_text is
  'What a city says on the pages a public site must have; the latest wording counts, an empty one takes the city off the page. '
  'Each city answers for its own words.';
alter table site_text enable row level security;
alter table site_text force row level security;
create policy site_text_of_its_city on site_text to tandem_app using (city_id = current_city()) with check (city_id = current_city());
grant select, insert on site_text to tandem_app;
create trigger site_text_is_append_only before update or delete or truncate on site_text
  for each statement execute function refuse_change();

create table public_site_text (
  city_id     uuid not null references city,
  page        text not null,
  language    text not null,
  city_slug   text not null,
  city_names  jsonb not null,
  blocks      jsonb not null,
  changed_on  date not null,
  primary key (page, language, city_id)
);
comment on table public_site_text is 'The latest wording of each city that says something; written with the wording.';
alter table public_site_text enable row level security;
alter table public_site_text force row level security;
create policy public_site_text_read on public_site_text for select to tandem_public, tandem_worker using (true);
create policy public_site_text_of_its_city on public_site_text to tandem_app
  using (city_id = current_city()) with check (city_id = current_city());
grant select (page, language, city_slug, city_names, blocks, changed_on) on public_site_text to tandem_public;
grant select on public_site_text to tandem_worker;
grant select, insert, update, delete on public_site_text to tandem_app;

create table feedback (
  id           uuid primary key,
  city_id      uuid not null references city,
  page         text not null constraint feedback_page_bounded check (length(page) <= 500),
  message      text not null constraint feedback_says_something check (length(message) between 1 and 4000),
  email        text constraint feedback_email_bounded check (length(email) <= 254),
  language     text not null constraint feedback_language_known check (language in ('de', 'uk', 'en')),
  received_at  timestamptz(3) not null,
  settled_at   timestamptz(3),
  settled_by   uuid,
  constraint feedback_settled_by_somebody check ((settled_at is null) = (settled_by is null))
);
comment on table feedback is
  'What readers write about barriers of the public site, for one city. Forgotten a while after it was answered.';
create index feedback_open on feedback (city_id, received_at desc);
alter table feedback enable row level security;
alter table feedback force row level security;
create policy feedback_of_its_city on feedback to tandem_app using (city_id = current_city()) with check (city_id = current_city());
create policy feedback_forgotten on feedback for delete to tandem_worker using (true);
create policy feedback_found_for_forgetting on feedback for select to tandem_worker using (true);
grant select, insert, update (settled_at, settled_by) on feedback to tandem_app;
grant select, delete on feedback to tandem_worker;

create table public_news_state (
  only_row  boolean primary key default true constraint public_news_state_is_one check (only_row),
  version   bigint not null
);
comment on table public_news_state is
  'Counts the changes of what the newsroom shows. Pages are kept under it; it is never shown, for it would tell of what is hidden.';
insert into public_news_state (version) values (0);
grant select on public_news_state to tandem_public, tandem_worker;

create function count_public_news_change() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update public_news_state set version = version + 1;
  return null;
end $$;
comment on function count_public_news_change is 'In the transaction of the change itself: who reads the new number reads the new pages.';

create trigger public_site_text_counts after insert or update or delete on public_site_text
  for each statement execute function count_public_news_change();

create view public_term with (security_barrier = true) as select kind, slug, names from newsroom_term;
comment on view public_term is 'What articles are filed under, by name. A page names a term only where a public article is filed under it.';
create policy newsroom_term_read_for_public on newsroom_term for select to tandem_owner using (true);
grant select on public_term to tandem_public;
create trigger newsroom_term_counts after update on newsroom_term
  for each statement execute function count_public_news_change();

create table article_hiding (
  id          bigint generated always as identity primary key,
  article_id  uuid not null references article,
  city_id     uuid not null references city,
  hidden      boolean not null,
  reason      text not null constraint article_hiding_has_reason check (length(reason) between 1 and 500),
  decided_at  timestamptz(3) not null,
  account_id  uuid
);
comment on table article_hiding is
  'R14: takes an article off every public page at once. The latest decision of each city counts, and what one hides stays hidden.';
create index article_hiding_latest on article_hiding (article_id, city_id, id desc);
alter table article_hiding enable row level security;
alter table article_hiding force row level security;
create policy article_hiding_worker_reads on article_hiding for select to tandem_worker using (true);
create policy article_hiding_seen_with_its_article on article_hiding for select to tandem_app
  using (article_id in (select id from article));
create policy article_hiding_by_those_who_see_it on article_hiding for insert to tandem_app
  with check (city_id = current_city() and article_id in (select id from article));
grant select on article_hiding to tandem_app, tandem_worker;
grant insert on article_hiding to tandem_app;
create trigger article_hiding_is_append_only before update or delete or truncate on article_hiding
  for each statement execute function refuse_change();

create view article_hidden with (security_invoker = true) as
  select article_id, array_agg(city_id order by city_id) as by_cities
  from (
    select distinct on (article_id, city_id) article_id, city_id, hidden
    from article_hiding order by article_id, city_id, id desc) latest
  where hidden
  group by article_id;
comment on view article_hidden is 'What at least one city hides, and which.';
grant select on article_hidden to tandem_app, tandem_worker;

create table public_article (
  article_id          uuid not null references article,
  edition             text not null,
  public_id           uuid not null constraint public_article_public_id_unique unique,
  article_public_id   uuid not null,
  language            text not null,
  easy                boolean not null,
  slug                text not null,
  former_slugs        text[] not null,
  state               text not null constraint public_article_state_known check (state in ('live', 'withdrawn')),
  kind                text not null,
  kicker              text not null,
  title               text not null,
  teaser              text not null,
  blocks              jsonb not null,
  content             jsonb not null,
  partnership         text,
  terms               text[] not null,
  shared              text[] not null,
  related             uuid[] not null,
  first_published_at  timestamptz(3) not null,
  public_updated_at   timestamptz(3) not null,
  primary key (article_id, edition),
  constraint public_article_address unique (language, slug)
);
comment on table public_article is
  'What readers may have of an article in one language, written with the fact that made it so. A withdrawn one says why and nothing else.';
comment on column public_article.public_id is 'Names the edition in feeds; made of ids, but not to be turned back into them (R6).';
comment on column public_article.article_public_id is 'The same for the article in all its languages.';
comment on column public_article.content is 'The fields of src/lib/newsroom/articles/release/public-article.ts that no list asks for.';
comment on column public_article.partnership is 'By its slug; a page names it only where the partnership itself is public.';
comment on column public_article.shared is 'Digests of what the article tells of: two articles are related where they share some.';
create index public_article_newest on public_article (language, easy, first_published_at desc) where state = 'live';
create index public_article_by_partnership on public_article (partnership, language, first_published_at desc) where state = 'live';
create index public_article_terms on public_article using gin (terms);
create index public_article_shared on public_article using gin (shared);
create index public_article_former on public_article using gin (former_slugs);
alter table public_article enable row level security;
alter table public_article force row level security;
create policy public_article_read on public_article for select to tandem_public using (true);
create policy public_article_kept_by_worker on public_article to tandem_worker using (true) with check (true);
create policy public_article_kept_with_its_article on public_article to tandem_app
  using (article_id in (select id from article)) with check (article_id in (select id from article));
grant select (public_id, article_public_id, language, easy, slug, former_slugs, state, kind, kicker, title, teaser, blocks, content,
  partnership, terms, shared, related, first_published_at, public_updated_at) on public_article to tandem_public;
grant select, insert, delete on public_article to tandem_app, tandem_worker;
create trigger public_article_counts after insert or update or delete on public_article
  for each statement execute function count_public_news_change();

-- What is said of a picture, and whether it may be seen, changes the pages that show it.
create trigger image_release_counts after insert or delete on image_release
  for each statement execute function count_public_news_change();
create trigger image_hiding_counts after insert on image_hiding
  for each statement execute function count_public_news_change();
create trigger image_file_counts after insert or delete on image_file
  for each statement execute function count_public_news_change();
create trigger image_counts after update of alt, decorative, caption, credit, licence, licence_url, consent, press_use on image
  for each statement execute function count_public_news_change();

-- The same for documents that an article offers.
create trigger document_release_counts after insert or delete on document_release
  for each statement execute function count_public_news_change();
create trigger document_hiding_counts after insert on document_hiding
  for each statement execute function count_public_news_change();
create trigger document_counts after update of title, language, erased_at on document
  for each statement execute function count_public_news_change();
