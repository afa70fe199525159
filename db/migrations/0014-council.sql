-- What councils decide: papers with their files and consultations, the mandates that follow from them with evidence of what
-- became of each, and what a city's council information system says of all that (OParl 1.0/1.1).

create table oparl_source (
  id           uuid primary key,
  city_id      uuid not null references city,
  url          text not null constraint oparl_source_url_web check (url ~ '^https?://' and length(url) <= 1000),
  language     text not null constraint oparl_source_language_known check (language in ('de', 'uk', 'en')),
  daily        boolean not null default true,
  body_name    text,
  read_until   timestamptz,
  created_at   timestamptz not null,
  created_by   uuid,
  constraint oparl_source_once unique (city_id, url)
);
comment on table oparl_source is 'A council information system a city reads from: the address of an OParl system or body.';
comment on column oparl_source.language is 'The language its papers are written in; OParl does not say.';
comment on column oparl_source.read_until is
  'Everything changed before this moment has been read; only a complete run moves it, so that nothing is lost in a gap.';

create table oparl_run (
  id            uuid primary key,
  source_id     uuid not null references oparl_source,
  city_id       uuid not null references city,
  state         text not null constraint oparl_run_state_known
                  check (state in ('queued', 'running', 'complete', 'incomplete', 'failed', 'stopped')),
  since         timestamptz,
  requested_at  timestamptz not null,
  requested_by  uuid,
  started_at    timestamptz,
  alive_at      timestamptz,
  ended_at      timestamptz,
  cursor        jsonb not null default '{}',
  pages         integer not null default 0,
  objects       integer not null default 0,
  added         integer not null default 0,
  changed       integer not null default 0,
  removed       integer not null default 0,
  refused       integer not null default 0,
  unlisted      integer not null default 0,
  failure       jsonb,
  constraint oparl_run_end_has_moment
    check ((state in ('complete', 'incomplete', 'failed', 'stopped')) = (ended_at is not null)),
  constraint oparl_run_failure_has_reason check (state <> 'failed' or failure is not null),
  constraint oparl_run_adds_up check (added + changed <= objects)
);
comment on column oparl_run.since is 'Asked for what changed since then; null: for everything.';
comment on column oparl_run.cursor is 'How far it is, written with each page, so that a crash costs a page and no more.';
comment on column oparl_run.unlisted is 'Objects known from before that a full run was not given again. They are kept.';
create unique index oparl_run_one_at_a_time on oparl_run (source_id) where state in ('queued', 'running');
comment on index oparl_run_one_at_a_time is 'Two imports of one source at once would count each other''s work.';
create index oparl_run_newest on oparl_run (source_id, requested_at desc);

create table oparl_refusal (
  run_id      uuid not null references oparl_run,
  number      integer not null,
  city_id     uuid not null references city,
  object_url  text not null,
  reason      jsonb not null,
  at          timestamptz not null,
  primary key (run_id, number)
);
comment on table oparl_refusal is 'Every object and every page that was not taken in, with the reason: nothing is silently dropped (law 11).';
create trigger oparl_refusal_is_append_only before update or delete on oparl_refusal
  for each row execute function refuse_change();

create table oparl_object (
  source_id    uuid not null references oparl_source,
  url          text not null constraint oparl_object_url_short check (length(url) between 1 and 1000),
  city_id      uuid not null references city,
  kind         text not null constraint oparl_object_kind_known
                 check (kind in ('organization', 'meeting', 'agenda-item', 'paper', 'consultation', 'file')),
  listed       jsonb,
  embedded     jsonb,
  removed      boolean not null default false,
  seen_run     uuid not null,
  listed_run   uuid,
  id           uuid not null generated always as (md5(source_id::text || ' ' || url)::uuid) stored,
  data         jsonb not null generated always as (coalesce(embedded, '{}') || coalesce(listed, '{}')) stored,
  paper_url    text generated always as ((coalesce(embedded, '{}') || coalesce(listed, '{}')) ->> 'paper') stored,
  meeting_url  text generated always as ((coalesce(embedded, '{}') || coalesce(listed, '{}')) ->> 'meeting') stored,
  item_url     text generated always as ((coalesce(embedded, '{}') || coalesce(listed, '{}')) ->> 'agendaItem') stored,
  consulted_url text generated always as ((coalesce(embedded, '{}') || coalesce(listed, '{}')) ->> 'consultation') stored,
  primary key (source_id, url)
);
comment on table oparl_object is
  'What a source said last of each of its objects, cleaned. Compared by content, because servers date everything "changed today".';
comment on column oparl_object.paper_url is
  'Pointers stand in columns of their own, because behind row-level security no index helps to look into jsonb.';
comment on column oparl_object.listed is 'What the object''s own list says; wins over what another object says of it.';
comment on column oparl_object.listed_run is 'The run that last found it in a list of its own: a page of nothing but such is a list that goes round in circles.';
comment on column oparl_object.embedded is 'What the object around it says: a file in its paper, an agenda item in its meeting.';
create index oparl_object_consulted on oparl_object (source_id, consulted_url) where consulted_url is not null;

create function count_oparl_objects() returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  analyze oparl_object (source_id, url, kind);
end $$;
comment on function count_oparl_objects is
  'Lets PostgreSQL know how many objects there are now. An import fills the table faster than it looks by itself, and a plan made for an empty table takes minutes on a full one.';
grant execute on function count_oparl_objects to tandem_app;

create table paper (
  id              uuid primary key,
  city_id         uuid not null references city,
  reference       text not null default '' constraint paper_reference_short check (length(reference) <= 100),
  names           jsonb not null constraint paper_names_localized check (is_localized_text(names)),
  summary         jsonb constraint paper_summary_localized check (summary is null or is_localized_text(summary)),
  kind            text not null constraint paper_kind_known
                    check (kind in ('proposal', 'motion', 'inquiry', 'report', 'resolution', 'other')),
  kind_text       text not null default '',
  council         text not null default '',
  dated           date,
  dated_precision text constraint paper_precision_known check (dated_precision in ('year', 'month', 'day')),
  originators     text[] not null default '{}',
  lead_unit       text not null default '',
  url             text constraint paper_url_web check (url ~ '^https?://' and length(url) <= 1000),
  is_public       boolean not null default true,
  source_id       uuid references oparl_source,
  oparl_url       text,
  removed_at      timestamptz,
  created_at      timestamptz not null,
  created_by      uuid,
  words           tsvector not null generated always as (
    to_tsvector('simple', reference) || jsonb_to_tsvector('simple', names, '["string"]')
      || jsonb_to_tsvector('simple', coalesce(summary, '{}'), '["string"]') || to_tsvector('simple', lead_unit)) stored,
  constraint paper_date_has_precision check ((dated is null) = (dated_precision is null)),
  constraint paper_source_has_address check ((source_id is null) = (oparl_url is null)),
  constraint paper_of_a_city unique (id, city_id)
);
comment on table paper is 'A document before a council: proposal, motion, report. Kept by the city whose council it lies before.';
comment on column paper.kind_text is 'What the council itself calls this kind of paper.';
comment on column paper.is_public is
  'Whether the public may read of it once a body came to a result; false for what a council heard behind closed doors.';
comment on column paper.removed_at is 'When its source took it back. It stays readable, because mandates may rest on it.';
create index paper_newest on paper (city_id, dated desc nulls last, id desc);
create index paper_words on paper using gin (words);
create unique index paper_reference_once on paper (city_id, lower(reference)) where reference <> '' and source_id is null;
comment on index paper_reference_once is 'A reference entered by hand names one paper of a city; councils'' own systems may repeat theirs.';

create table paper_partnership (
  paper_id        uuid not null,
  partnership_id  uuid not null references partnership,
  city_id         uuid not null,
  linked_at       timestamptz not null,
  linked_by       uuid,
  primary key (paper_id, partnership_id),
  foreign key (paper_id, city_id) references paper (id, city_id)
);
comment on table paper_partnership is 'Which partnership a paper concerns. With it the partner cities may read the paper and what hangs on it.';
create index paper_partnership_by_partnership on paper_partnership (partnership_id);

create table paper_file (
  id               uuid primary key,
  paper_id         uuid not null,
  city_id          uuid not null,
  position         integer not null,
  role             text not null constraint paper_file_role_known check (role in ('main', 'attachment', 'minutes')),
  name             text not null constraint paper_file_name_short check (length(name) between 1 and 500),
  url              text constraint paper_file_url_web check (url ~ '^https?://' and length(url) <= 1000),
  document_id      uuid,
  media_type       text not null default '',
  size_bytes       bigint constraint paper_file_size_positive check (size_bytes >= 0),
  stated_checksum  text not null default '',
  removed_at       timestamptz,
  oparl_url        text,
  constraint paper_file_is_somewhere check (num_nonnulls(url, document_id) = 1),
  foreign key (paper_id, city_id) references paper (id, city_id)
);
comment on column paper_file.stated_checksum is 'What the source says the file''s checksum is, as "sha512:…" or "sha1:…".';
create index paper_file_by_paper on paper_file (paper_id);

create table paper_file_check (
  file_id     uuid not null references paper_file,
  number      integer not null,
  city_id     uuid not null references city,
  at          timestamptz not null,
  account_id  uuid,
  sha256      text not null constraint paper_file_check_sha256_shape check (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes  bigint not null,
  primary key (file_id, number)
);
comment on table paper_file_check is 'The SHA-256 of a linked file on a day: shows later whether the council''s server still gives the same file.';
create trigger paper_file_check_is_append_only before update or delete on paper_file_check
  for each row execute function refuse_change();

create table consultation (
  id                 uuid primary key,
  paper_id           uuid not null,
  city_id            uuid not null,
  body               text not null default '' constraint consultation_body_short check (length(body) <= 500),
  meeting            text not null default '',
  met                date,
  met_precision      text constraint consultation_precision_known check (met_precision in ('year', 'month', 'day')),
  agenda_item        text not null default '' constraint consultation_agenda_item_short check (length(agenda_item) <= 100),
  role               text not null constraint consultation_role_known
                       check (role in ('preliminary', 'hearing', 'recommendation', 'decision', 'notice', 'other')),
  role_text          text not null default '',
  authoritative      boolean not null default false,
  in_public          boolean not null default true,
  outcome            text not null constraint consultation_outcome_known check (outcome in (
                       'open', 'approved', 'approved-amended', 'rejected', 'noted', 'referred', 'postponed', 'withdrawn', 'other')),
  outcome_text       text not null default '',
  resolution_text    text not null default '',
  votes_for          integer constraint consultation_votes_for_natural check (votes_for >= 0),
  votes_against      integer constraint consultation_votes_against_natural check (votes_against >= 0),
  votes_abstained    integer constraint consultation_votes_abstained_natural check (votes_abstained >= 0),
  removed_at         timestamptz,
  oparl_url          text,
  constraint consultation_date_has_precision check ((met is null) = (met_precision is null)),
  constraint consultation_votes_are_of_a_vote check (num_nonnulls(votes_for, votes_against, votes_abstained) in (0, 3)),
  constraint consultation_approved_has_majority check (
    votes_for is null or outcome not in ('approved', 'approved-amended') or votes_for > votes_against),
  constraint consultation_rejected_has_none check (votes_for is null or outcome <> 'rejected' or votes_for <= votes_against),
  foreign key (paper_id, city_id) references paper (id, city_id)
);
comment on table consultation is 'A paper before one body in one meeting: what it was there for and what came of it.';
comment on column consultation.in_public is 'False where the source says that the item was dealt with behind closed doors (AgendaItem.public).';
comment on constraint consultation_rejected_has_none on consultation is 'A tie rejects a motion.';
create index consultation_by_paper on consultation (paper_id, met);

create table mandate (
  id          uuid primary key,
  paper_id    uuid not null,
  city_id     uuid not null,
  created_at  timestamptz not null,
  created_by  uuid,
  foreign key (paper_id, city_id) references paper (id, city_id),
  constraint mandate_of_a_city unique (id, city_id)
);
comment on table mandate is 'Something a paper orders somebody to do; followed until it is done or dropped.';
create index mandate_by_paper on mandate (paper_id);

create table mandate_event (
  mandate_id  uuid not null,
  city_id     uuid not null,
  sequence    integer not null constraint mandate_event_sequence_from_one check (sequence >= 1),
  kind        text not null constraint mandate_event_kind_known check (kind in (
                'mandateGiven', 'mandateCorrected', 'mandateStarted', 'evidenceAdded', 'evidenceWithdrawn', 'mandateFulfilled',
                'mandatePartlyFulfilled', 'mandateDropped', 'mandateReopened')),
  data        jsonb not null,
  at          timestamptz not null,
  account_id  uuid,
  primary key (mandate_id, sequence),
  foreign key (mandate_id, city_id) references mandate (id, city_id)
);
comment on table mandate_event is 'Append-only. mandate_current is the fold of these.';
create trigger mandate_event_is_append_only before update or delete on mandate_event
  for each row execute function refuse_change();
create trigger mandate_event_is_never_emptied before truncate on mandate_event
  for each statement execute function refuse_change();

create table mandate_current (
  mandate_id  uuid primary key,
  paper_id    uuid not null,
  city_id     uuid not null,
  version     integer not null,
  state       text not null constraint mandate_state_known
                check (state in ('ordered', 'in-work', 'partly-fulfilled', 'fulfilled', 'dropped')),
  task        jsonb not null constraint mandate_task_localized check (is_localized_text(task)),
  charged     jsonb not null constraint mandate_charged_localized check (is_localized_text(charged)),
  due         date,
  settled_on  date,
  note        text not null default '',
  evidence    jsonb not null default '[]',
  given_at    timestamptz not null,
  changed_at  timestamptz not null,
  foreign key (mandate_id, city_id) references mandate (id, city_id),
  constraint mandate_fulfilled_is_shown
    check (state not in ('fulfilled', 'partly-fulfilled') or jsonb_array_length(evidence) > 0),
  constraint mandate_dropped_has_reason check (state <> 'dropped' or note <> ''),
  constraint mandate_settled_has_day check ((state in ('fulfilled', 'partly-fulfilled', 'dropped')) = (settled_on is not null))
);
comment on constraint mandate_fulfilled_is_shown on mandate_current is 'Nobody calls a mandate fulfilled without something that shows it.';
create index mandate_current_due on mandate_current (city_id, due) where state in ('ordered', 'in-work', 'partly-fulfilled');
create index mandate_current_by_paper on mandate_current (paper_id);

create function mandate_moves_only_as_permitted() returns trigger
  language plpgsql as $$
begin
  if new.version <= old.version then
    raise exception 'mandate %: version % does not follow %', old.mandate_id, new.version, old.version
      using errcode = 'check_violation';
  end if;
  if new.state <> old.state and not (old.state || ' ' || new.state) = any (array[
    'ordered in-work', 'ordered partly-fulfilled', 'ordered fulfilled', 'ordered dropped',
    'in-work partly-fulfilled', 'in-work fulfilled', 'in-work dropped',
    'partly-fulfilled in-work', 'partly-fulfilled fulfilled', 'partly-fulfilled dropped',
    'fulfilled in-work', 'dropped in-work'
  ]) then
    raise exception 'mandate %: no move leads from % to %', old.mandate_id, old.state, new.state
      using errcode = 'check_violation';
  end if;
  return new;
end $$;
comment on function mandate_moves_only_as_permitted is
  'The same table of moves as src/lib/partnerships/council/mandate.ts.';
create trigger mandate_current_moves before update on mandate_current
  for each row execute function mandate_moves_only_as_permitted();

-- Papers are their city's; those linked to a partnership are read by its cities, with all that hangs on them.
do $$
declare
  name text;
begin
  foreach name in array array['oparl_source', 'oparl_run', 'oparl_refusal', 'oparl_object', 'paper', 'paper_partnership',
    'paper_file', 'paper_file_check', 'consultation', 'mandate', 'mandate_event', 'mandate_current'] loop
    call keep_rows_apart(name);
    execute format('create policy %I on %I for insert to tandem_app with check (city_id = current_city())',
      name || '_kept_by_its_city', name);
    execute format('grant select on %I to tandem_app, tandem_worker', name);
    execute format('grant insert on %I to tandem_app', name);
  end loop;
  foreach name in array array['oparl_source', 'oparl_run', 'oparl_refusal', 'oparl_object'] loop
    execute format('create policy %I on %I for select to tandem_app using (city_id = current_city())',
      name || '_seen_by_its_city', name);
  end loop;
  foreach name in array array['paper_file', 'consultation', 'mandate', 'mandate_current'] loop
    execute format('create policy %I on %I for select to tandem_app using (paper_id in (select id from paper))',
      name || '_seen_with_its_paper', name);
  end loop;
  foreach name in array array['oparl_source', 'oparl_run', 'oparl_object', 'paper', 'paper_file', 'consultation',
    'mandate_current'] loop
    call let_its_city('update', name, 'corrected');
  end loop;
end $$;

create policy paper_seen_by_its_partnerships on paper for select to tandem_app using (
  city_id = current_city()
  or id in (select paper_id from paper_partnership where partnership_id in (select visible_partnerships())));
create policy paper_partnership_seen_by_its_cities on paper_partnership for select to tandem_app using (
  city_id = current_city() or partnership_id in (select visible_partnerships()));
create policy paper_partnership_own_partnerships on paper_partnership as restrictive for insert to tandem_app
  with check (partnership_id in (select visible_partnerships()));
create policy paper_partnership_undone_by_its_city on paper_partnership for delete to tandem_app
  using (city_id = current_city());
create policy paper_file_check_seen_with_its_file on paper_file_check for select to tandem_app
  using (file_id in (select id from paper_file));
create policy mandate_event_seen_with_its_mandate on mandate_event for select to tandem_app
  using (mandate_id in (select id from mandate));

grant update (daily, body_name, read_until, url) on oparl_source to tandem_app;
grant update (state, started_at, alive_at, ended_at, cursor, pages, objects, added, changed, removed, refused, unlisted, failure)
  on oparl_run to tandem_app;
grant update (kind, listed, embedded, removed, seen_run, listed_run) on oparl_object to tandem_app;
grant update (reference, names, summary, kind, kind_text, council, dated, dated_precision, originators, lead_unit, url,
  is_public, removed_at) on paper to tandem_app;
grant delete on paper_partnership to tandem_app;
grant update (position, role, name, url, document_id, media_type, size_bytes, stated_checksum, removed_at) on paper_file to tandem_app;
grant update (body, meeting, met, met_precision, agenda_item, role, role_text, authoritative, in_public, outcome,
  outcome_text, resolution_text, votes_for, votes_against, votes_abstained, removed_at) on consultation to tandem_app;
grant update (version, state, task, charged, due, settled_on, note, evidence, changed_at) on mandate_current to tandem_app;
