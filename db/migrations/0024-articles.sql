-- Articles: what holds in every language, a text per language with its revisions, and what happened to it. Nothing public is
-- written here: readers get a text only by its release.

create table newsroom_term (
  id          uuid primary key,
  city_id     uuid not null references city,
  kind        text not null constraint newsroom_term_kind_known check (kind in ('category', 'topic', 'keyword')),
  slug        text not null constraint newsroom_term_slug_shape check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
  names       jsonb not null constraint newsroom_term_names_localized check (is_localized_text(names)),
  retired_at  timestamptz,
  constraint newsroom_term_slug_unique unique (kind, slug)
);
comment on table newsroom_term is 'Categories, topics and keywords of this Tandem: every city files under them, the city that made one keeps it.';
comment on column newsroom_term.retired_at is 'From then on nothing new is filed under it; what was filed stays.';

create table article (
  id              uuid primary key,
  city_id         uuid not null references city,
  partnership_id  uuid,
  created_at      timestamptz not null,
  created_by      uuid,
  constraint article_of_a_city unique (id, city_id),
  constraint article_of_a_member foreign key (partnership_id, city_id) references partnership_city (partnership_id, city_id)
);
comment on table article is 'One piece of news in all its languages. Its city keeps it; the other cities of its partnership read it and share its embargo.';

create table article_revision (
  article_id  uuid not null,
  edition     text not null constraint article_revision_edition_known
                check (edition in ('de', 'uk', 'en', 'de-easy', 'uk-easy', 'en-easy')),
  number      integer not null constraint article_revision_from_one check (number >= 1),
  city_id     uuid not null,
  slug        text not null constraint article_revision_slug_shape check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 100),
  kicker      text not null constraint article_revision_kicker_length check (length(kicker) <= 80),
  title       text not null constraint article_revision_title_length check (length(title) between 1 and 160),
  teaser      text not null constraint article_revision_teaser_length check (length(teaser) <= 500),
  blocks      jsonb not null constraint article_revision_blocks_listed check (jsonb_typeof(blocks) = 'array'),
  sha256      text not null constraint article_revision_sha256_shape check (sha256 ~ '^[0-9a-f]{64}$'),
  at          timestamptz not null,
  account_id  uuid,
  primary key (article_id, edition, number),
  constraint article_revision_of_its_article foreign key (article_id, city_id) references article (id, city_id)
);
comment on table article_revision is 'Append-only: each text an edition ever had. Blocks are those of src/lib/newsroom/articles/block.ts, never HTML.';
comment on column article_revision.sha256 is 'Of slug, kicker, title, teaser and blocks as canonical JSON.';

create table article_event (
  article_id  uuid not null references article,
  sequence    integer not null constraint article_event_sequence_from_one check (sequence >= 1),
  city_id     uuid not null references city,
  kind        text not null constraint article_event_kind_known check (kind in (
                'articleBegun', 'factsProposed', 'factsDropped', 'factsCorrected', 'revisionSaved', 'reviewRequested', 'textReturned', 'textApproved',
                'releaseScheduled', 'releaseEmbargoed', 'releaseCalledOff', 'releaseHeld', 'textPublished', 'textWithdrawn',
                'embargoSet', 'embargoAgreed', 'embargoLifted')),
  edition     text,
  revision    integer,
  data        jsonb not null,
  at          timestamptz not null,
  account_id  uuid,
  primary key (article_id, sequence),
  constraint article_event_of_its_revision foreign key (article_id, edition, revision)
    references article_revision (article_id, edition, number),
  constraint article_event_says_which_text check ((edition is null) = (revision is null)
    and (edition is null) = (kind in ('articleBegun', 'factsProposed', 'factsDropped', 'factsCorrected', 'embargoSet', 'embargoAgreed', 'embargoLifted')))
);
comment on table article_event is 'Append-only. article_current and article_edition are the fold of these (src/lib/newsroom/articles/article.ts).';
comment on column article_event.city_id is 'The city that did it: the article''s own, or one it shares an embargo with.';
create unique index article_published_once on article_event (article_id, edition, revision) where kind = 'textPublished';
comment on index article_published_once is 'Whatever crashes or runs twice: a revision is released once.';

create table article_current (
  article_id        uuid primary key references article,
  city_id           uuid not null,
  partnership_id    uuid,
  version           integer not null,
  kind              text not null constraint article_kind_known check (kind in ('news', 'press-release')),
  facts             jsonb not null,
  facts_version     integer not null,
  terms             uuid[] not null,
  embargo_until     timestamptz,
  embargo_set_by    uuid references city,
  embargo_agreed_by uuid references city,
  changed_at        timestamptz not null,
  constraint article_current_of_its_article foreign key (article_id, city_id) references article (id, city_id),
  constraint article_embargo_is_whole check ((embargo_until is null) = (embargo_set_by is null)
    and (embargo_agreed_by is null or embargo_until is not null)),
  constraint article_embargo_takes_two check (embargo_agreed_by <> embargo_set_by),
  constraint article_embargo_needs_a_partner check (embargo_until is null or partnership_id is not null)
);
create index article_current_by_city on article_current (city_id, changed_at desc);
create index article_current_by_partnership on article_current (partnership_id, changed_at desc);

create table article_edition (
  article_id          uuid not null references article,
  edition             text not null,
  city_id             uuid not null,
  stage               text not null constraint article_edition_stage_known check (stage in (
                        'draft', 'in-review', 'approved', 'scheduled', 'embargoed', 'published', 'corrected', 'withdrawn')),
  steps               integer not null,
  revision            integer not null,
  title               text not null,
  slug                text not null,
  authors             uuid[] not null,
  approved_by         uuid,
  release_at          timestamptz,
  live_revision       integer,
  first_published_at  timestamptz,
  public_updated_at   timestamptz,
  changed_at          timestamptz not null,
  primary key (article_id, edition),
  constraint article_edition_of_its_article foreign key (article_id, city_id) references article (id, city_id),
  constraint article_edition_of_its_revision foreign key (article_id, edition, revision)
    references article_revision (article_id, edition, number),
  constraint article_edition_live_revision foreign key (article_id, edition, live_revision)
    references article_revision (article_id, edition, number),
  constraint article_reviewed_by_another check (approved_by is null or approved_by <> all (authors)),
  constraint article_approved_by_somebody
    check (stage not in ('approved', 'scheduled', 'embargoed') or approved_by is not null),
  constraint article_scheduled_has_a_time check ((stage = 'scheduled') = (release_at is not null)),
  constraint article_published_is_live check (stage not in ('published', 'corrected') or live_revision = revision),
  constraint article_withdrawn_is_not_live check (stage <> 'withdrawn' or live_revision is null),
  constraint article_live_was_published check (live_revision is null or first_published_at is not null)
);
comment on table article_edition is 'One language version of an article, in the usual way or in easy language.';
comment on constraint article_reviewed_by_another on article_edition is 'Nobody approves what they wrote themselves.';
comment on column article_edition.live_revision is 'What readers see. A newer draft never changes it.';
create index article_edition_scheduled on article_edition (release_at) where stage = 'scheduled';
create index article_edition_embargoed on article_edition (article_id) where stage = 'embargoed';

create table article_slug (
  language    text not null constraint article_slug_language_known check (language in ('de', 'uk', 'en')),
  slug        text not null,
  article_id  uuid not null references article,
  edition     text not null,
  city_id     uuid not null,
  released    boolean not null default false,
  primary key (language, slug),
  constraint article_slug_of_its_article foreign key (article_id, city_id) references article (id, city_id),
  constraint article_slug_of_its_language check (left(edition, 2) = language)
);
comment on table article_slug is 'Whose an address is. One that was ever released stays with its article, so that old links lead to it.';

create table article_preview (
  token_hash  bytea primary key,
  article_id  uuid not null,
  edition     text not null,
  city_id     uuid not null,
  created_at  timestamptz not null,
  created_by  uuid,
  expires_at  timestamptz not null,
  ended_at    timestamptz,
  constraint article_preview_of_its_article foreign key (article_id, city_id) references article (id, city_id),
  constraint article_preview_expires check (expires_at > created_at and expires_at <= created_at + interval '31 days')
);
comment on table article_preview is 'Links by which people without an account read a text before it is public. Only the hash of the address is kept.';
create index article_preview_by_article on article_preview (article_id);

call make_append_only('article_revision');
call make_append_only('article_event');

create function guard_article_event() returns trigger
  language plpgsql as $$
begin
  if new.kind not in ('embargoSet', 'embargoAgreed', 'embargoLifted')
    and not exists (select from article where id = new.article_id and city_id = new.city_id) then
    raise exception 'article %: only its own city does that', new.article_id
      using errcode = 'restrict_violation', constraint = 'article_kept_by_its_city';
  end if;
  return new;
end $$;
comment on function guard_article_event is 'A partner city has a say in the embargo and in nothing else.';
create trigger article_event_is_guarded before insert on article_event for each row execute function guard_article_event();

create function guard_article_current() returns trigger
  language plpgsql as $$
begin
  if new.version <> old.version + 1 then
    raise exception 'article %: version % does not follow %', old.article_id, new.version, old.version
      using errcode = 'check_violation', constraint = 'article_version_follows';
  end if;
  if current_city() is distinct from old.city_id
    and (new.facts, new.kind, new.terms, new.facts_version) is distinct from (old.facts, old.kind, old.terms, old.facts_version) then
    raise exception 'article %: only its own city corrects it', old.article_id
      using errcode = 'restrict_violation', constraint = 'article_kept_by_its_city';
  end if;
  return new;
end $$;
create trigger article_current_is_guarded before update on article_current for each row execute function guard_article_current();

create function guard_article_edition() returns trigger
  language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if (new.stage, new.revision, new.steps) <> ('draft', 1, 1) then
      raise exception 'article %: an edition begins as a draft', new.article_id
        using errcode = 'check_violation', constraint = 'article_edition_begins_as_draft';
    end if;
    return new;
  end if;
  if new.stage <> old.stage and not (old.stage || ' ' || new.stage) = any (array[
    'draft in-review', 'draft withdrawn', 'in-review draft', 'in-review approved', 'in-review withdrawn',
    'approved draft', 'approved scheduled', 'approved embargoed', 'approved published', 'approved corrected', 'approved withdrawn',
    'scheduled approved', 'scheduled published', 'scheduled corrected', 'scheduled withdrawn',
    'embargoed approved', 'embargoed published', 'embargoed corrected', 'embargoed withdrawn',
    'published draft', 'published withdrawn', 'corrected draft', 'corrected withdrawn', 'withdrawn draft'
  ]) then
    raise exception 'article %: no move leads from % to %', old.article_id, old.stage, new.stage
      using errcode = 'check_violation', constraint = 'article_moves';
  end if;
  if current_city() is distinct from old.city_id and (old.stage, new.stage) is distinct from ('embargoed', 'approved') then
    raise exception 'article %: only its own city moves it', old.article_id
      using errcode = 'restrict_violation', constraint = 'article_kept_by_its_city';
  end if;
  return new;
end $$;
comment on function guard_article_edition is 'The same table of moves as src/lib/newsroom/articles/article-stages.ts.';
create trigger article_edition_is_guarded before insert or update on article_edition
  for each row execute function guard_article_edition();

do $$
declare
  name text;
begin
  foreach name in array array['newsroom_term', 'article', 'article_revision', 'article_event', 'article_current',
    'article_edition', 'article_slug', 'article_preview'] loop
    call keep_rows_apart(name);
    execute format('create policy %I on %I for insert to tandem_app with check (%s)', name || '_kept_by_its_city', name,
      case name when 'article_event' then 'city_id = current_city() and article_id in (select id from article)' else 'city_id = current_city()' end);
    execute format('grant select on %I to tandem_app, tandem_worker', name);
    execute format('grant insert on %I to tandem_app', name);
  end loop;
  foreach name in array array['article_revision', 'article_event', 'article_current', 'article_edition', 'article_slug'] loop
    execute format('create policy %I on %I for select to tandem_app using (article_id in (select id from article))', name || '_seen_with_its_article', name);
  end loop;
end $$;

create policy newsroom_term_seen on newsroom_term for select to tandem_app using (true);
create policy newsroom_term_changed_by_its_city on newsroom_term for update to tandem_app
  using (city_id = current_city()) with check (city_id = current_city());
create policy article_seen on article for select to tandem_app
  using (city_id = current_city() or partnership_id in (select visible_partnerships()));
create policy article_current_moved on article_current for update to tandem_app
  using (article_id in (select id from article)) with check (article_id in (select id from article));
create policy article_edition_moved on article_edition for update to tandem_app
  using (article_id in (select id from article)) with check (article_id in (select id from article));
create policy article_slug_released_by_its_city on article_slug for update to tandem_app
  using (city_id = current_city()) with check (city_id = current_city());
create policy article_slug_given_back_by_its_city on article_slug for delete to tandem_app
  using (city_id = current_city() and not released);
create policy article_preview_seen_by_its_city on article_preview for select to tandem_app using (city_id = current_city());
create policy article_preview_ended_by_its_city on article_preview for update to tandem_app
  using (city_id = current_city()) with check (city_id = current_city());
grant update (names, retired_at) on newsroom_term to tandem_app;
grant update (version, kind, facts, facts_version, terms, embargo_until, embargo_set_by, embargo_agreed_by, changed_at)
  on article_current to tandem_app;
grant update (stage, steps, revision, title, slug, authors, approved_by, release_at, live_revision, first_published_at,
  public_updated_at, changed_at) on article_edition to tandem_app;
grant update (released), delete on article_slug to tandem_app;
grant update (ended_at) on article_preview to tandem_app;
