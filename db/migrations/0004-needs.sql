-- Need lists as they came, what was read from them, and the needs that follow. A need's facts are events; need_current is
-- what they add up to, written in the same transaction. Actors are opaque account ids without a foreign key, so that an
-- account can be erased while the record of what happened stands.

create table need_list (
  id            uuid primary key,
  operation_id  uuid not null references operation,
  city_id       uuid not null references city,
  title         text not null constraint need_list_title_short check (length(title) between 1 and 200),
  origin        text not null constraint need_list_origin_known check (origin in ('file', 'text')),
  language      text not null constraint need_list_language_known check (language in ('de', 'uk', 'en')),
  sha256        text not null constraint need_list_sha256_shape check (sha256 ~ '^[0-9a-f]{64}$'),
  state         text not null constraint need_list_state_known
                  check (state in ('reading', 'review', 'finished', 'failed', 'discarded')),
  purpose       text not null,
  urgency       smallint not null constraint need_list_urgency_in_scale check (urgency between 1 and 4),
  deadline      date,
  skipped       jsonb not null default '[]',
  failure       jsonb,
  created_at    timestamptz not null,
  created_by    uuid,
  finished_at   timestamptz,
  constraint need_list_finished_has_moment check ((state = 'finished') = (finished_at is not null)),
  constraint need_list_failed_has_reason check ((state = 'failed') = (failure is not null))
);
comment on column need_list.city_id is 'The city that uploaded the list.';
comment on column need_list.skipped is 'Rows that are no lines (titles, headings, totals), with the reason: nothing is silently dropped (law 11).';
create unique index need_list_same_content_once on need_list (operation_id, sha256) where state <> 'discarded';
create index need_list_newest on need_list (operation_id, created_at desc, id);

create table need_list_file (
  need_list_id uuid primary key references need_list,
  name         text not null constraint need_list_file_name_short check (length(name) between 1 and 255),
  bytes        bytea not null,
  constraint need_list_file_not_empty check (octet_length(bytes) > 0)
);
comment on table need_list_file is 'The original as it came, never changed, so that a reading can be compared with it.';

create table need_list_line (
  id            uuid primary key,
  need_list_id  uuid not null references need_list,
  position      integer not null constraint need_list_line_position_natural check (position >= 0),
  source        jsonb not null,
  reading       jsonb not null,
  constraint need_list_line_position_unique unique (need_list_id, position)
);
comment on table need_list_line is 'A line of the original and what was read from it, both as they were on the day of the upload.';

create table need_list_entry (
  id            uuid primary key,
  need_list_id  uuid not null references need_list,
  line_id       uuid not null references need_list_line,
  position      integer not null,
  version       integer not null default 1,
  outcome       text not null constraint need_list_entry_outcome_known
                  check (outcome in ('open', 'need', 'not-goods', 'not-needed', 'merged')),
  sure          boolean not null,
  content       jsonb not null,
  decided_by    uuid,
  decided_at    timestamptz
);
comment on table need_list_entry is 'One thing named in a line, under review: the only working paper of the chain, hence the only rows that change.';
create index need_list_entry_in_order on need_list_entry (need_list_id, position, id);
create index need_list_entry_by_line on need_list_entry (line_id);

create table need_list_choice (
  id            uuid primary key,
  need_list_id  uuid not null references need_list,
  number        bigint generated always as identity,
  entries       jsonb not null,
  made_at       timestamptz not null,
  made_by       uuid,
  undoes        uuid constraint need_list_choice_undone_once unique references need_list_choice
);
comment on table need_list_choice is 'Each step of a review with the entries before and after it, so that it can be taken back.';
create index need_list_choice_latest on need_list_choice (need_list_id, number desc);

create table synonym (
  id            uuid primary key,
  phrase        text not null constraint synonym_phrase_short check (length(phrase) between 1 and 300),
  phrase_key    text not null,
  language      text not null constraint synonym_language_known check (language in ('de', 'uk', 'en')),
  code          text not null,
  learned_from  uuid references need_list_entry,
  city_id       uuid not null references city,
  account_id    uuid,
  learned_at    timestamptz not null,
  withdrawn_at  timestamptz
);
comment on table synonym is 'What people of this instance taught the recognition. A withdrawn one stays, unused.';
create unique index synonym_one_meaning on synonym (phrase_key, language) where withdrawn_at is null;

create table need (
  id            uuid primary key,
  operation_id  uuid not null references operation,
  entry_id      uuid constraint need_from_an_entry_once unique references need_list_entry,
  need_list_id  uuid references need_list,
  created_at    timestamptz not null,
  created_by    uuid
);
comment on constraint need_from_an_entry_once on need is 'Finishing a review twice creates its needs once (law 2).';
create index need_by_list on need (need_list_id) where need_list_id is not null;

create table need_event (
  need_id     uuid not null references need,
  sequence    integer not null constraint need_event_sequence_from_one check (sequence >= 1),
  kind        text not null constraint need_event_kind_known check (kind in (
                'needDrafted', 'needSubmitted', 'needSentBack', 'needVerified', 'needOpened', 'needConfirmed', 'needCorrected',
                'needReminded', 'needExpired', 'needRenewed', 'needWithdrawn', 'needClosed')),
  data        jsonb not null,
  at          timestamptz not null,
  account_id  uuid,
  city_id     uuid,
  primary key (need_id, sequence)
);
comment on table need_event is 'Append-only. need_current is the fold of these; a correction is a further event that shows before and after.';
call make_append_only('need_event');

create table need_current (
  need_id           uuid primary key references need,
  operation_id      uuid not null references operation,
  version           integer not null,
  state             text not null constraint need_state_known
                      check (state in ('draft', 'submitted', 'verified', 'open', 'closed', 'withdrawn', 'expired')),
  item_code         text not null,
  category          text not null,
  purpose           text not null constraint need_purpose_known check (purpose in (
                      'housing', 'resilience-point', 'medical', 'fire-and-rescue', 'utilities', 'schools', 'social-care',
                      'administration', 'general')),
  urgency           smallint not null constraint need_urgency_in_scale check (urgency between 1 and 4),
  deadline          date,
  quantity_kind     text not null constraint need_quantity_kind_known
                      check (quantity_kind in ('exact', 'range', 'approximate', 'unknown')),
  quantity_from     bigint constraint need_quantity_positive check (quantity_from > 0),
  quantity_to       bigint,
  base_unit         text not null,
  critical_minimum  bigint constraint need_critical_minimum_positive check (critical_minimum > 0),
  minimum_useful    bigint constraint need_minimum_useful_positive check (minimum_useful > 0),
  people_served     integer constraint need_people_positive check (people_served > 0),
  substitutes       boolean not null,
  site_id           uuid references place,
  conditions        jsonb not null,
  facts             jsonb not null,
  confirmed_at      timestamptz,
  valid_until       timestamptz,
  reminded_at       timestamptz,
  created_at        timestamptz not null,
  changed_at        timestamptz not null,
  words             tsvector not null,
  due               date not null generated always as (coalesce(deadline, date '9999-12-31')) stored,
  alive             boolean not null generated always as (state in ('draft', 'submitted', 'verified', 'open')) stored,
  constraint need_unknown_quantity_has_no_number check ((quantity_kind = 'unknown') = (quantity_from is null)),
  constraint need_quantity_range_ordered check (
    (quantity_kind = 'range' and quantity_to > quantity_from) or (quantity_kind <> 'range' and quantity_to is not distinct from quantity_from)),
  constraint need_minimums_within_request check (
    quantity_to is null or (coalesce(critical_minimum, 0) <= quantity_to and coalesce(minimum_useful, 0) <= quantity_to)),
  constraint need_open_is_known_and_fresh check (
    state <> 'open' or (quantity_kind <> 'unknown' and confirmed_at is not null and valid_until is not null))
);
comment on column need_current.quantity_from is 'Base units of the item (law 5); what was typed stands in facts.';
comment on constraint need_open_is_known_and_fresh on need_current is
  'What is matched has a quantity and a last-confirmed date; after its validity it expires (law 6).';

create index need_current_alive on need_current (operation_id, alive, urgency, due, need_id);
create index need_current_by_state on need_current (operation_id, state, urgency, due, need_id);
create index need_current_by_urgency on need_current (operation_id, urgency, due, need_id);
create index need_current_by_category on need_current (operation_id, category, alive, urgency, due, need_id);
create index need_current_by_item on need_current (item_code, operation_id) where state = 'open';
create index need_current_freshness on need_current (valid_until) where state in ('submitted', 'verified', 'open');
create index need_current_words on need_current using gin (words);

create function need_moves_only_as_permitted() returns trigger
  language plpgsql as $$
begin
  if new.version <= old.version then
    raise exception 'need %: version % does not follow %', old.need_id, new.version, old.version using errcode = 'check_violation';
  end if;
  if new.state <> old.state and not (old.state || ' ' || new.state) = any (array[
    'draft submitted', 'draft withdrawn',
    'submitted draft', 'submitted verified', 'submitted withdrawn', 'submitted expired',
    'verified open', 'verified withdrawn', 'verified expired',
    'open closed', 'open withdrawn', 'open expired',
    'expired submitted', 'expired verified', 'expired open', 'expired withdrawn'
  ]) then
    raise exception 'need %: no move leads from % to %', old.need_id, old.state, new.state using errcode = 'check_violation';
  end if;
  return new;
end $$;
comment on function need_moves_only_as_permitted is 'The same table of moves as src/lib/relief/needs/need.ts.';
create trigger need_current_moves before update on need_current for each row execute function need_moves_only_as_permitted();

create table need_question_list (
  id            uuid primary key,
  need_list_id  uuid not null references need_list,
  language      text not null constraint need_question_list_language_known check (language in ('de', 'uk', 'en')),
  number        integer not null,
  sent_to       text,
  created_at    timestamptz not null,
  created_by    uuid,
  constraint need_question_list_number_unique unique (need_list_id, number)
);

create table need_question (
  id                uuid primary key,
  question_list_id  uuid not null references need_question_list,
  entry_id          uuid not null references need_list_entry,
  remark            text not null default '' constraint need_question_remark_short check (length(remark) <= 500),
  constraint need_question_once_per_list unique (question_list_id, entry_id)
);

create table need_answer (
  question_id  uuid primary key references need_question,
  quantity     text not null constraint need_answer_quantity_short check (length(quantity) <= 100),
  remark       text not null constraint need_answer_remark_short check (length(remark) <= 500),
  outcome      text not null constraint need_answer_outcome_known check (outcome in ('quantity', 'not-needed', 'remark')),
  answered_at  timestamptz not null,
  answered_by  uuid
);
comment on table need_answer is 'What the partner answered, as typed; the first answer stands, later news are corrections of the need.';

create function need_of_acting_city(need uuid) returns boolean
  language sql stable
  return exists (select from need n where n.id = need and n.operation_id in (select visible_operations()));

do $$
declare
  name text;
begin
  foreach name in array array['need_list', 'need_list_file', 'need_list_line', 'need_list_entry', 'need_list_choice',
      'synonym', 'need', 'need_event', 'need_current', 'need_question_list', 'need_question', 'need_answer'] loop
    call keep_rows_apart(name);
    execute format('grant select on %I to tandem_app, tandem_worker', name);
    execute format('grant insert on %I to tandem_app', name);
  end loop;
end $$;

create policy need_list_seen_by_its_cities on need_list for select to tandem_app
  using (operation_id in (select visible_operations()));
create policy need_list_added_by_its_cities on need_list for insert to tandem_app
  with check (city_id = current_city() and operation_id in (select visible_operations()));
create policy need_list_moved_by_its_cities on need_list for update to tandem_app
  using (operation_id in (select visible_operations()));

do $$
declare
  name text;
begin
  foreach name in array array['need_list_file', 'need_list_line', 'need_list_entry', 'need_list_choice', 'need_question_list'] loop
    execute format('create policy %I on %I for select to tandem_app using (exists (select from need_list l where l.id = need_list_id))',
      name || '_seen_with_its_list', name);
    execute format('create policy %I on %I for insert to tandem_app with check (exists (select from need_list l where l.id = need_list_id))',
      name || '_added_with_its_list', name);
  end loop;
end $$;
create policy need_list_entry_decided_with_its_list on need_list_entry for update to tandem_app
  using (exists (select from need_list l where l.id = need_list_id));
create policy need_question_seen_with_its_list on need_question for select to tandem_app
  using (exists (select from need_question_list l where l.id = question_list_id));
create policy need_question_added_with_its_list on need_question for insert to tandem_app
  with check (exists (select from need_question_list l where l.id = question_list_id));
create policy need_answer_seen_with_its_question on need_answer for select to tandem_app
  using (exists (select from need_question q where q.id = question_id));
create policy need_answer_added_with_its_question on need_answer for insert to tandem_app
  with check (exists (select from need_question q where q.id = question_id));

create policy synonym_used_by_all on synonym for select to tandem_app using (true);
create policy synonym_taught_by_a_city on synonym for insert to tandem_app with check (city_id = current_city());
create policy synonym_withdrawn_by_any_city on synonym for update to tandem_app using (true);

create policy need_seen_by_its_cities on need for select to tandem_app using (operation_id in (select visible_operations()));
create policy need_added_by_its_cities on need for insert to tandem_app
  with check (operation_id in (select visible_operations()));
create policy need_current_seen_by_its_cities on need_current for select to tandem_app
  using (operation_id in (select visible_operations()));
create policy need_current_added_by_its_cities on need_current for insert to tandem_app
  with check (operation_id in (select visible_operations()));
create policy need_current_kept_by_its_cities on need_current for update to tandem_app
  using (operation_id in (select visible_operations()));
create policy need_event_seen_by_its_cities on need_event for select to tandem_app using (need_of_acting_city(need_id));
create policy need_event_added_by_its_cities on need_event for insert to tandem_app
  with check (need_of_acting_city(need_id) and city_id is not distinct from current_city());

-- The worker reads lists in the background, reminds and expires.
create policy need_event_worker_adds on need_event for insert to tandem_worker
  with check (kind in ('needReminded', 'needExpired') and account_id is null);
create policy need_current_worker_keeps on need_current for update to tandem_worker using (true);
create policy need_list_worker_moves on need_list for update to tandem_worker using (true);
create policy need_list_line_worker_adds on need_list_line for insert to tandem_worker with check (true);
create policy need_list_entry_worker_adds on need_list_entry for insert to tandem_worker with check (true);

grant update (state, skipped, failure, finished_at) on need_list to tandem_app, tandem_worker;
grant update (title, purpose, urgency, deadline) on need_list to tandem_app;
grant update (version, outcome, sure, content, decided_by, decided_at, position) on need_list_entry to tandem_app;
grant update (withdrawn_at) on synonym to tandem_app;
grant update on need_current to tandem_app;
grant update on need_current to tandem_worker;
grant insert on need_event, need_list_line, need_list_entry to tandem_worker;
grant execute on function need_of_acting_city, need_moves_only_as_permitted to tandem_app, tandem_worker;

-- Full text under row-level security: @@ is not leakproof, so a policy would forbid the planner the word index. This
-- function runs as the worker, who has no such barrier, and applies the same rule itself.
-- The statement is planned with its values: a rare word is read from the word index, a common one along the order of the
-- list until the page is full. The first matter of law is the same as in the policies: visible_operations().
create function needs_matching(query tsquery, in_operation uuid, conditions jsonb, most integer) returns setof uuid
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  filters text := '';
begin
  if conditions ? 'state' then filters := filters || format(' and state = %L', conditions->>'state'); end if;
  if conditions ? 'alive' then filters := filters || ' and alive'; end if;
  if conditions ? 'category' then filters := filters || format(' and category = %L', conditions->>'category'); end if;
  if conditions ? 'urgency' then filters := filters || format(' and urgency = %L', conditions->>'urgency'); end if;
  if conditions ? 'list' then
    filters := filters || format(' and need_id in (select id from need where need_list_id = %L)', conditions->>'list');
  end if;
  if conditions ? 'after' then
    filters := filters || format(' and (urgency, due, need_id) > (%L::smallint, %L::date, %L::uuid)',
      conditions->'after'->>'urgency', conditions->'after'->>'due', conditions->'after'->>'needId');
  end if;
  return query execute format(
    'select need_id from need_current where words @@ %L::tsquery and operation_id = %L and %L in (select visible_operations())%s
     order by urgency, due, need_id limit %s', query, in_operation, in_operation, filters, most);
end $$;
do $$
begin
  execute format('grant create on schema %I to tandem_worker', current_schema());
  alter function needs_matching owner to tandem_worker;
  execute format('revoke create on schema %I from tandem_worker', current_schema());
end $$;
grant execute on function needs_matching to tandem_app;
