-- What a partnership works on: the promises that were made and what became of them, themes, and projects.

create table promise (
  id              uuid primary key,
  partnership_id  uuid not null,
  city_id         uuid not null,
  created_at      timestamptz not null,
  created_by      uuid,
  constraint promise_of_a_city unique (id, city_id),
  constraint promise_of_a_partnership unique (id, partnership_id),
  constraint promise_of_a_member foreign key (partnership_id, city_id) references partnership_city (partnership_id, city_id)
);
comment on table promise is 'An intention somebody stated in an agreement, a paper, at a press conference, in an article; followed until it is kept or not.';

create table promise_event (
  promise_id  uuid not null,
  city_id     uuid not null,
  sequence    integer not null constraint promise_event_sequence_from_one check (sequence >= 1),
  kind        text not null constraint promise_event_kind_known
                check (kind in ('promiseMade', 'promiseCorrected', 'promiseMoved', 'evidenceAdded', 'evidenceWithdrawn')),
  data        jsonb not null,
  at          timestamptz not null,
  account_id  uuid,
  primary key (promise_id, sequence),
  constraint promise_event_of_its_promise foreign key (promise_id, city_id) references promise (id, city_id)
);
comment on table promise_event is 'Append-only. promise_current is the fold of these (src/lib/partnerships/promises/promise.ts).';
call make_append_only('promise_event');

create table promise_current (
  promise_id            uuid primary key,
  partnership_id        uuid not null,
  city_id               uuid not null,
  version               integer not null,
  state                 text not null constraint promise_state_known
                          check (state in ('made', 'under-way', 'kept', 'partly-kept', 'broken', 'withdrawn')),
  since_on              date not null,
  since_precision       text not null,
  note                  jsonb constraint promise_note_localized check (is_localized_text(note)),
  text                  jsonb not null constraint promise_text_localized check (is_localized_text(text)),
  kind                  text not null constraint promise_kind_known
                          check (kind in ('goods', 'exchange', 'event', 'project', 'partnership', 'funding', 'other')),
  amount                bigint constraint promise_amount_positive check (amount between 1 and 1000000000000),
  unit                  text constraint promise_unit_length check (length(unit) between 1 and 60),
  item_code             text constraint promise_item_code_shape check (item_code ~ '^[A-Z]{3}(-[A-Z0-9]{1,8}){0,4}$'),
  source_kind           text not null constraint promise_source_known
                          check (source_kind in ('agreement', 'paper', 'press-conference', 'article', 'meeting', 'other')),
  source_address        jsonb,
  quotation             text not null constraint promise_quotation_length check (length(quotation) <= 4000),
  made_on               date not null,
  made_precision        text not null,
  due_on                date,
  due_precision         text,
  first_due_on          date,
  first_due_precision   text,
  owner_role            text not null constraint promise_owner_role_known check (owner_role in ('coordinator', 'partner-officer', 'editor')),
  owner_organisation_id uuid references organisation,
  public                boolean not null,
  evidence              jsonb not null default '[]' constraint promise_evidence_is_a_list check (jsonb_typeof(evidence) = 'array'),
  made_at               timestamptz not null,
  changed_at            timestamptz not null,
  constraint promise_current_of_its_promise foreign key (promise_id, city_id) references promise (id, city_id),
  constraint promise_current_of_its_partnership foreign key (promise_id, partnership_id) references promise (id, partnership_id),
  constraint promise_since_fuzzy check (is_fuzzy_date(since_on, since_precision)),
  constraint promise_made_fuzzy check (is_fuzzy_date(made_on, made_precision)),
  constraint promise_due_fuzzy check (is_fuzzy_date(due_on, due_precision)),
  constraint promise_first_due_fuzzy check (is_fuzzy_date(first_due_on, first_due_precision)),
  constraint promise_due_after_it_was_made check (last_day_of(due_on, due_precision) >= made_on),
  constraint promise_state_after_it_was_made check (last_day_of(since_on, since_precision) >= made_on),
  constraint promise_quantity_is_whole check ((amount is null) = (unit is null) and (item_code is null or amount is not null)),
  constraint promise_has_a_source check (source_address is not null or quotation <> ''),
  constraint promise_kept_is_shown_or_said
    check (state not in ('kept', 'partly-kept') or jsonb_array_length(evidence) > 0 or note is not null),
  constraint promise_failed_has_a_reason check (state not in ('broken', 'withdrawn') or note is not null)
);
comment on constraint promise_kept_is_shown_or_said on promise_current is 'Nobody calls a promise kept without something that shows it or a word that says how.';
comment on column promise_current.note is 'What was said at the last move, in words the public may read.';
comment on column promise_current.first_due_on is 'The day first named. A promise that was put off still says for when it was made.';
comment on column promise_current.since_on is 'Since when it is in its state. "Overdue" is told by the calendar and never stored.';
create index promise_current_by_partnership on promise_current (partnership_id, made_on);
create index promise_current_open on promise_current (city_id, due_on) where state in ('made', 'under-way');

create function promise_moves_only_as_permitted() returns trigger
  language plpgsql as $$
begin
  if new.version <> old.version + 1 then
    raise exception 'promise %: version % does not follow %', old.promise_id, new.version, old.version
      using errcode = 'check_violation', constraint = 'promise_version_follows';
  end if;
  if new.state = old.state then
    return new;
  end if;
  if not (old.state || ' ' || new.state) = any (array[
    'made under-way', 'made kept', 'made partly-kept', 'made broken', 'made withdrawn',
    'under-way kept', 'under-way partly-kept', 'under-way broken', 'under-way withdrawn',
    'partly-kept under-way', 'partly-kept kept', 'partly-kept broken',
    'kept under-way', 'broken under-way', 'withdrawn under-way'
  ]) then
    raise exception 'promise %: no move leads from % to %', old.promise_id, old.state, new.state
      using errcode = 'check_violation', constraint = 'promise_moves';
  end if;
  if old.state not in ('made', 'under-way') and new.state = 'under-way' and new.note is null then
    raise exception 'promise %: it is taken up again with a reason', old.promise_id
      using errcode = 'check_violation', constraint = 'promise_reopened_has_a_reason';
  end if;
  if last_day_of(new.since_on, new.since_precision) < old.since_on then
    raise exception 'promise %: it was % before that day', old.promise_id, old.state
      using errcode = 'check_violation', constraint = 'promise_moves_forward_in_time';
  end if;
  return new;
end $$;
comment on function promise_moves_only_as_permitted is 'The same table of moves as src/lib/partnerships/promises/promise-states.ts.';
create trigger promise_current_moves before update on promise_current
  for each row execute function promise_moves_only_as_permitted();

create function promise_begins_as_made() returns trigger
  language plpgsql as $$
begin
  if (new.version, new.state) <> (1, 'made') then
    raise exception 'promise %: it begins by being made', new.promise_id
      using errcode = 'check_violation', constraint = 'promise_begins_as_made';
  end if;
  return new;
end $$;
create trigger promise_current_begins before insert on promise_current
  for each row execute function promise_begins_as_made();

do $$
declare
  name text;
begin
  foreach name in array array['promise', 'promise_event', 'promise_current'] loop
    call keep_rows_apart(name);
    call let_its_city('insert', name, 'kept');
    execute format('grant select on %I to tandem_app, tandem_worker', name);
  end loop;
  foreach name in array array['promise', 'promise_current'] loop
    execute format('create policy %I on %I for select to tandem_app using (partnership_id in (select visible_partnerships()))', name || '_seen_by_members', name);
  end loop;
end $$;

create policy promise_event_seen_with_its_promise on promise_event for select to tandem_app
  using (promise_id in (select id from promise));
create policy promise_current_moved_by_its_city on promise_current for update to tandem_app
  using (city_id = current_city()) with check (city_id = current_city());
grant update (version, state, since_on, since_precision, note, text, kind, amount, unit, item_code, source_kind, source_address,
  quotation, made_on, made_precision, due_on, due_precision, first_due_on, first_due_precision, owner_role, owner_organisation_id,
  public, evidence, changed_at) on promise_current to tandem_app;

create table theme (
  id              uuid primary key,
  partnership_id  uuid not null,
  city_id         uuid not null,
  names           jsonb not null constraint theme_names_localized check (is_localized_text(names)),
  description     jsonb constraint theme_description_localized check (is_localized_text(description)),
  goals           integer[] not null constraint theme_goals_of_the_agenda
                    check (goals <@ array[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]),
  proposer_id     uuid references organisation,
  state           text not null constraint theme_state_known check (state in ('proposed', 'agreed', 'dormant', 'ended')),
  since_on        date not null,
  since_precision text not null,
  agreed_in       jsonb,
  steps           integer not null,
  constraint theme_of_its_city unique (id, city_id),
  constraint theme_of_its_partnership unique (id, partnership_id),
  constraint theme_of_a_member foreign key (partnership_id, city_id) references partnership_city (partnership_id, city_id),
  constraint theme_since_fuzzy check (is_fuzzy_date(since_on, since_precision))
);
comment on table theme is 'What the cities of a partnership work on together. Its state is what its steps add up to.';
comment on column theme.goals is 'Goals of the 2030 Agenda, by their numbers.';
comment on column theme.agreed_in is 'Where it was agreed: a record or an address (EvidenceAddress).';
create index theme_by_partnership on theme (partnership_id);

create table theme_step (
  theme_id        uuid not null,
  city_id         uuid not null,
  sequence        integer not null constraint theme_step_sequence_from_one check (sequence >= 1),
  state           text not null constraint theme_step_state_known check (state in ('proposed', 'agreed', 'dormant', 'ended')),
  since_on        date not null,
  since_precision text not null,
  note            jsonb constraint theme_step_note_localized check (is_localized_text(note)),
  agreed_in       jsonb,
  at              timestamptz not null,
  account_id      uuid,
  primary key (theme_id, sequence),
  constraint theme_step_of_its_theme foreign key (theme_id, city_id) references theme (id, city_id),
  constraint theme_step_since_fuzzy check (is_fuzzy_date(since_on, since_precision)),
  constraint theme_step_begins_as_proposed check (sequence > 1 or state = 'proposed'),
  constraint theme_step_rests_with_a_reason check (state not in ('dormant', 'ended') or note is not null)
);
comment on table theme_step is 'Append-only: each state a theme was in, since when, and why.';
call make_append_only('theme_step');

create function guard_theme() returns trigger
  language plpgsql as $$
begin
  if new.state = old.state then
    return new;
  end if;
  if not (old.state || ' ' || new.state) = any (array[
    'proposed agreed', 'proposed ended', 'agreed dormant', 'agreed ended', 'dormant agreed', 'dormant ended', 'ended agreed']) then
    raise exception 'theme %: no move leads from % to %', old.id, old.state, new.state
      using errcode = 'check_violation', constraint = 'theme_moves';
  end if;
  if last_day_of(new.since_on, new.since_precision) < old.since_on then
    raise exception 'theme %: it was % before that day', old.id, old.state
      using errcode = 'check_violation', constraint = 'theme_moves_forward_in_time';
  end if;
  if not exists (select from theme_step
    where theme_id = new.id and sequence = new.steps and state = new.state and since_on = new.since_on) then
    raise exception 'theme %: no step tells that it is %', old.id, new.state
      using errcode = 'check_violation', constraint = 'theme_state_is_told';
  end if;
  return new;
end $$;
comment on function guard_theme is 'The same table of moves as src/lib/partnerships/themes/theme.ts.';
create trigger theme_is_guarded before update on theme for each row execute function guard_theme();

do $$
declare
  name text;
begin
  foreach name in array array['theme', 'theme_step'] loop
    call keep_rows_apart(name);
    call let_its_city('insert', name, 'kept');
    execute format('grant select on %I to tandem_app, tandem_worker', name);
  end loop;
end $$;

create policy theme_seen_by_members on theme for select to tandem_app using (partnership_id in (select visible_partnerships()));
create policy theme_step_seen_with_its_theme on theme_step for select to tandem_app using (theme_id in (select id from theme));
create policy theme_corrected_by_its_city on theme for update to tandem_app
  using (city_id = current_city()) with check (city_id = current_city());
grant update (names, description, goals, proposer_id, state, since_on, since_precision, agreed_in, steps) on theme to tandem_app;

create table project (
  id               uuid primary key,
  partnership_id   uuid not null,
  city_id          uuid not null,
  code             text not null constraint project_code_shape check (code ~ '^[A-Z0-9][A-Z0-9./-]{1,29}$'),
  names            jsonb not null constraint project_names_localized check (is_localized_text(names)),
  description      jsonb constraint project_description_localized check (is_localized_text(description)),
  lead_id          uuid references organisation,
  begins_on        date,
  begins_precision text,
  ends_on          date,
  ends_precision   text,
  budget_cents     bigint constraint project_budget_not_negative check (budget_cents >= 0),
  dream_id         text constraint project_dream_id_shape check (dream_id ~ '^DREAM-[A-Z0-9-]{4,40}$'),
  iati_id          text constraint project_iati_id_shape check (iati_id ~ '^[^/&|?[:space:]]{5,100}$'),
  state            text not null constraint project_state_known
                     check (state in ('planned', 'running', 'suspended', 'completed', 'cancelled')),
  since_on         date not null,
  since_precision  text not null,
  steps            integer not null,
  constraint project_of_its_city unique (id, city_id),
  constraint project_of_its_partnership unique (id, partnership_id),
  constraint project_code_once unique (city_id, code),
  constraint project_of_a_member foreign key (partnership_id, city_id) references partnership_city (partnership_id, city_id),
  constraint project_since_fuzzy check (is_fuzzy_date(since_on, since_precision)),
  constraint project_begins_fuzzy check (is_fuzzy_date(begins_on, begins_precision)),
  constraint project_ends_fuzzy check (is_fuzzy_date(ends_on, ends_precision)),
  constraint project_ends_after_it_begins check (last_day_of(ends_on, ends_precision) >= begins_on)
);
comment on table project is 'Something the cities of a partnership do together, with a beginning, an end and a budget.';
comment on column project.dream_id is 'Its number in DREAM, Ukraine''s register of reconstruction projects.';
comment on column project.iati_id is 'Its activity identifier (IATI standard: no space, slash, ampersand, pipe or question mark).';
create index project_by_partnership on project (partnership_id);

create table project_step (
  project_id      uuid not null,
  city_id         uuid not null,
  sequence        integer not null constraint project_step_sequence_from_one check (sequence >= 1),
  state           text not null constraint project_step_state_known
                    check (state in ('planned', 'running', 'suspended', 'completed', 'cancelled')),
  since_on        date not null,
  since_precision text not null,
  note            jsonb constraint project_step_note_localized check (is_localized_text(note)),
  at              timestamptz not null,
  account_id      uuid,
  primary key (project_id, sequence),
  constraint project_step_of_its_project foreign key (project_id, city_id) references project (id, city_id),
  constraint project_step_since_fuzzy check (is_fuzzy_date(since_on, since_precision)),
  constraint project_step_begins_as_planned check (sequence > 1 or state = 'planned'),
  constraint project_step_stops_with_a_reason check (state not in ('suspended', 'cancelled') or note is not null)
);
comment on table project_step is 'Append-only: each state a project was in, since when, and why.';

create function guard_project() returns trigger
  language plpgsql as $$
begin
  if new.state = old.state then
    return new;
  end if;
  if not (old.state || ' ' || new.state) = any (array[
    'planned running', 'planned cancelled', 'running suspended', 'running completed', 'running cancelled',
    'suspended running', 'suspended cancelled', 'completed running', 'cancelled planned']) then
    raise exception 'project %: no move leads from % to %', old.id, old.state, new.state
      using errcode = 'check_violation', constraint = 'project_moves';
  end if;
  if last_day_of(new.since_on, new.since_precision) < old.since_on then
    raise exception 'project %: it was % before that day', old.id, old.state
      using errcode = 'check_violation', constraint = 'project_moves_forward_in_time';
  end if;
  if not exists (select from project_step
    where project_id = new.id and sequence = new.steps and state = new.state and since_on = new.since_on) then
    raise exception 'project %: no step tells that it is %', old.id, new.state
      using errcode = 'check_violation', constraint = 'project_state_is_told';
  end if;
  return new;
end $$;
comment on function guard_project is 'The same table of moves as src/lib/partnerships/projects/project.ts.';
create trigger project_is_guarded before update on project for each row execute function guard_project();

create table project_theme (
  project_id      uuid not null,
  theme_id        uuid not null,
  partnership_id  uuid not null,
  city_id         uuid not null,
  primary key (project_id, theme_id),
  constraint project_theme_of_its_project foreign key (project_id, city_id) references project (id, city_id),
  constraint project_theme_project_in_the_partnership foreign key (project_id, partnership_id) references project (id, partnership_id),
  constraint project_theme_in_the_same_partnership foreign key (theme_id, partnership_id) references theme (id, partnership_id)
);

create table project_partner (
  project_id       uuid not null,
  organisation_id  uuid not null references organisation,
  city_id          uuid not null,
  primary key (project_id, organisation_id),
  constraint project_partner_of_its_project foreign key (project_id, city_id) references project (id, city_id)
);

create table milestone (
  id          uuid primary key,
  project_id  uuid not null,
  city_id     uuid not null,
  names       jsonb not null constraint milestone_names_localized check (is_localized_text(names)),
  due         date not null,
  state       text not null constraint milestone_state_known check (state in ('open', 'reached', 'dropped')),
  settled_on  date,
  note        text not null default '' constraint milestone_note_length check (length(note) <= 1000),
  evidence    jsonb,
  constraint milestone_of_its_project foreign key (project_id, city_id) references project (id, city_id),
  constraint milestone_settled_on_a_day check ((state = 'open') = (settled_on is null)),
  constraint milestone_reached_is_shown_or_said check (state <> 'reached' or evidence is not null or note <> ''),
  constraint milestone_dropped_has_a_reason check (state <> 'dropped' or note <> '')
);
comment on table milestone is 'What a project will have reached by a day. "Overdue" is told by the calendar and never stored.';
create index milestone_by_project on milestone (project_id, due);
create index milestone_open on milestone (city_id, due) where state = 'open';

create table indicator (
  id          uuid primary key,
  project_id  uuid not null,
  city_id     uuid not null,
  names       jsonb not null constraint indicator_names_localized check (is_localized_text(names)),
  unit        text not null constraint indicator_unit_length check (length(unit) between 1 and 60),
  decimals    integer not null constraint indicator_decimals_few check (decimals between 0 and 3),
  baseline    bigint,
  target      bigint not null,
  constraint indicator_of_its_project foreign key (project_id, city_id) references project (id, city_id),
  constraint indicator_of_its_city unique (id, city_id),
  constraint indicator_target_differs check (target is distinct from baseline)
);
comment on column indicator.decimals is 'Values are whole numbers of the last decimal: 125 with one decimal is 12.5.';
comment on column indicator.baseline is 'What it was before the project; null where nobody counted.';
create index indicator_by_project on indicator (project_id);

create table indicator_value (
  indicator_id  uuid not null,
  city_id       uuid not null,
  sequence      integer not null constraint indicator_value_sequence_from_one check (sequence >= 1),
  value         bigint not null,
  as_of         date not null,
  source        text not null constraint indicator_value_source_length check (length(source) between 1 and 1000),
  at            timestamptz not null,
  account_id    uuid,
  primary key (indicator_id, sequence),
  constraint indicator_value_of_its_indicator foreign key (indicator_id, city_id) references indicator (id, city_id)
);
comment on table indicator_value is 'Append-only. What was measured, of which day and by what source; of one day the last entry counts.';

do $$
declare
  name text;
begin
  foreach name in array array['project_step', 'indicator_value'] loop
    call make_append_only(name);
  end loop;
  foreach name in array array['project', 'project_step', 'project_theme', 'project_partner', 'milestone', 'indicator',
    'indicator_value'] loop
    call keep_rows_apart(name);
    call let_its_city('insert', name, 'kept');
    execute format('grant select on %I to tandem_app, tandem_worker', name);
  end loop;
  foreach name in array array['project_step', 'project_theme', 'project_partner', 'milestone', 'indicator'] loop
    execute format('create policy %I on %I for select to tandem_app using (project_id in (select id from project))',
      name || '_seen_with_its_project', name);
  end loop;
  foreach name in array array['project_theme', 'project_partner'] loop
    call let_its_city('delete', name, 'removed');
  end loop;
  foreach name in array array['project', 'milestone', 'indicator'] loop
    call let_its_city('update', name, 'corrected');
  end loop;
end $$;

create policy project_seen_by_members on project for select to tandem_app using (partnership_id in (select visible_partnerships()));
create policy indicator_value_seen_with_its_indicator on indicator_value for select to tandem_app
  using (indicator_id in (select id from indicator));
grant update (code, names, description, lead_id, begins_on, begins_precision, ends_on, ends_precision, budget_cents, dream_id,
  iati_id, state, since_on, since_precision, steps) on project to tandem_app;
grant update (names, due, state, settled_on, note, evidence) on milestone to tandem_app;
grant update (names, unit, baseline, target) on indicator to tandem_app;
