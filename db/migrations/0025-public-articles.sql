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
