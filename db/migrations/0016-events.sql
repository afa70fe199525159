-- Exchanges and events of a partnership: what is planned, confirmed, held or cancelled, who comes, and what is kept of
-- people only as long as it is needed.

create function course_leads_to(state text, deed text) returns text
  language sql immutable parallel safe
  return case state || ' ' || deed
    when 'planned confirm' then 'confirmed'
    when 'planned postpone' then 'planned'
    when 'planned hold' then 'held'
    when 'planned cancel' then 'cancelled'
    when 'confirmed postpone' then 'planned'
    when 'confirmed hold' then 'held'
    when 'confirmed cancel' then 'cancelled'
    when 'held reopen' then 'confirmed'
    when 'cancelled reopen' then 'planned'
  end;
comment on function course_leads_to is
  'The same table of moves as src/lib/partnerships/events/course.ts; null where no move leads. For events and exchanges.';

create table exchange (
  id              uuid primary key,
  partnership_id  uuid not null,
  city_id         uuid not null,
  kind            text not null constraint exchange_kind_known
                    check (kind in ('youth', 'administration', 'culture', 'sport', 'religious-communities')),
  title           jsonb not null constraint exchange_title_localized check (is_localized_text(title)),
  aim             jsonb constraint exchange_aim_localized check (is_localized_text(aim)),
  host_id         uuid not null,
  place           jsonb constraint exchange_place_localized check (is_localized_text(place)),
  starts_on       date,
  ends_on         date,
  travel_days     integer not null constraint exchange_travel_days_few check (travel_days between 0 and 14),
  is_public       boolean not null,
  responsible_id  uuid,
  concept_id      uuid references document,
  programmes      text[] not null constraint exchange_programmes_are_names
                    check (cardinality(programmes) <= 10 and array_to_string(programmes, ' ') ~ '^([a-z][a-z-]{1,39}( |$))*$'),
  cost_cents      bigint constraint exchange_cost_not_negative check (cost_cents between 0 and 100000000000),
  grant_cents     bigint constraint exchange_grant_not_negative check (grant_cents >= 0),
  state           text not null default 'planned' constraint exchange_state_known
                    check (state in ('planned', 'confirmed', 'held', 'cancelled')),
  created_at      timestamptz not null,
  constraint exchange_of_its_city unique (id, city_id),
  constraint exchange_of_a_member foreign key (partnership_id, city_id) references partnership_city (partnership_id, city_id),
  constraint exchange_host_is_a_member foreign key (partnership_id, host_id) references partnership_city (partnership_id, city_id),
  constraint exchange_responsible_known foreign key (responsible_id, city_id) references person (id, city_id),
  constraint exchange_has_both_days check ((starts_on is null) = (ends_on is null)),
  constraint exchange_ends_after_it_starts check (ends_on >= starts_on),
  constraint exchange_lasts_a_year_at_most check (ends_on - starts_on < 366),
  constraint exchange_grant_within_cost check (grant_cents <= cost_cents),
  constraint exchange_takes_place_on_days check (state not in ('confirmed', 'held') or starts_on is not null),
  constraint exchange_of_youths_is_safeguarded
    check (kind <> 'youth' or state <> 'confirmed' or (responsible_id is not null and concept_id is not null))
);
comment on table exchange is 'People of one city visiting those of another. Who they are stands in exchange_participant alone.';
comment on column exchange.ends_on is 'The last day of the programme; travel days are counted apart, as funders do.';
comment on constraint exchange_of_youths_is_safeguarded on exchange is
  'Nobody confirms a journey of minors before somebody answers for their protection and a concept is on file.';
create index exchange_by_partnership on exchange (partnership_id, starts_on);

create table exchange_group (
  id            uuid primary key,
  exchange_id   uuid not null,
  city_id       uuid not null,
  position      integer not null,
  home_id       uuid references city,
  name          text constraint exchange_group_name_length check (length(name) between 1 and 200),
  country       text constraint exchange_group_country_shape check (country ~ '^[A-Z]{2}$'),
  participants  integer constraint exchange_group_participants_counted check (participants between 0 and 500),
  leaders       integer constraint exchange_group_leaders_counted check (leaders between 0 and 100),
  youngest      integer constraint exchange_group_youngest_is_an_age check (youngest between 0 and 120),
  oldest        integer constraint exchange_group_oldest_is_an_age check (oldest between 0 and 120),
  constraint exchange_group_of_its_exchange unique (id, exchange_id),
  constraint exchange_group_known foreign key (exchange_id, city_id) references exchange (id, city_id),
  constraint exchange_group_comes_from_somewhere
    check (case when home_id is null then num_nonnulls(name, country) = 2 else num_nonnulls(name, country) = 0 end),
  constraint exchange_group_ages_in_order check (youngest <= oldest)
);
comment on column exchange_group.home_id is 'A city Tandem knows; any other place by name and country.';
comment on table exchange_group is 'The people from one place as numbers: how many, with how many leaders, between which ages. Null is not known yet.';
create index exchange_group_by_exchange on exchange_group (exchange_id, position);

create table exchange_step (
  exchange_id    uuid not null,
  city_id        uuid not null,
  position       integer not null,
  deed           text not null constraint exchange_step_deed_known
                   check (deed in ('confirm', 'postpone', 'hold', 'cancel', 'reopen')),
  note           text constraint exchange_step_note_length check (length(note) between 1 and 2000),
  was_starts_on  date,
  was_ends_on    date,
  at             timestamptz not null,
  account_id     uuid,
  primary key (exchange_id, position),
  constraint exchange_step_of_its_exchange foreign key (exchange_id, city_id) references exchange (id, city_id),
  constraint exchange_step_says_why check (deed in ('confirm', 'hold') or note is not null)
);
comment on table exchange_step is 'Append-only: how an exchange moved from state to state. exchange.state is what these add up to.';
comment on column exchange_step.was_starts_on is 'From when it was postponed.';
call make_append_only('exchange_step');

create function take_exchange_step() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  moved exchange;
  next_state text;
begin
  select * into moved from exchange where id = new.exchange_id and city_id = new.city_id for update;
  if new.position <> 1 + (select count(*) from exchange_step where exchange_id = new.exchange_id) then
    raise exception 'exchange %: % is not the next step', new.exchange_id, new.position
      using errcode = 'restrict_violation', constraint = 'exchange_step_is_next';
  end if;
  next_state := course_leads_to(moved.state, new.deed);
  if next_state is null then
    raise exception 'exchange %: % does not lead on from %', new.exchange_id, new.deed, moved.state
      using errcode = 'restrict_violation', constraint = 'exchange_step_permitted';
  end if;
  if new.deed = 'hold' and moved.starts_on > (new.at at time zone 'Europe/Berlin')::date then
    raise exception 'exchange %: it has not begun', new.exchange_id
      using errcode = 'restrict_violation', constraint = 'exchange_held_after_it_began';
  end if;
  update exchange set state = next_state where id = new.exchange_id;
  return new;
end $$;
create trigger exchange_step_is_taken before insert on exchange_step for each row execute function take_exchange_step();

-- People of an exchange: the keeper's alone, as little as is needed, gone when it is over.

create table exchange_participant (
  id                 uuid primary key,
  exchange_id        uuid not null,
  group_id           uuid not null,
  city_id            uuid not null,
  given_name         text not null constraint exchange_participant_given_name_short check (length(given_name) between 1 and 60),
  birth_year         integer not null constraint exchange_participant_birth_year_plausible check (birth_year between 1900 and 2100),
  consent_on         date,
  emergency_contact  text constraint exchange_participant_contact_length check (length(emergency_contact) between 3 and 200),
  added_on           date not null,
  constraint exchange_participant_of_its_exchange foreign key (exchange_id, city_id) references exchange (id, city_id),
  constraint exchange_participant_of_its_group foreign key (group_id, exchange_id) references exchange_group (id, exchange_id)
);
comment on table exchange_participant is
  'Need-to-know: mostly minors. The keeper city alone; each reading stands in the audit trail; forgotten 30 days after the end.';
comment on column exchange_participant.given_name is 'The given name alone: families, addresses and days of birth are not kept.';
comment on column exchange_participant.consent_on is 'When the written consent of those who have custody came in.';
create index exchange_participant_by_exchange on exchange_participant (exchange_id, group_id);

create table exchange_leader (
  id               uuid primary key,
  exchange_id      uuid not null,
  group_id         uuid not null,
  city_id          uuid not null,
  name             text not null constraint exchange_leader_name_length check (length(name) between 1 and 200),
  is_adult         boolean not null,
  record_check_on  date,
  added_on         date not null,
  constraint exchange_leader_of_its_exchange foreign key (exchange_id, city_id) references exchange (id, city_id),
  constraint exchange_leader_of_its_group foreign key (group_id, exchange_id) references exchange_group (id, exchange_id)
);
comment on column exchange_leader.record_check_on is
  'When the certificate of conduct was looked at (in Germany § 72a SGB VIII); the certificate itself and what it says are not kept.';
create index exchange_leader_by_exchange on exchange_leader (exchange_id, group_id);

create table exchange_count (
  exchange_id      uuid not null,
  group_id         uuid not null,
  city_id          uuid not null,
  participants     integer not null,
  minors           integer not null,
  consents         integer not null,
  leaders          integer not null,
  leaders_checked  integer not null,
  counted_on       date not null,
  primary key (exchange_id, group_id, counted_on),
  constraint exchange_count_of_its_exchange foreign key (exchange_id, city_id) references exchange (id, city_id),
  constraint exchange_count_of_its_group foreign key (group_id, exchange_id) references exchange_group (id, exchange_id)
);
comment on table exchange_count is 'What remains of the lists for the funder once the people are forgotten: numbers.';

create function exchange_people_forgotten_on(of_exchange exchange, added_on date) returns date
  language sql immutable
  return least(
    added_on + 548,
    case when of_exchange.state = 'cancelled' then added_on else of_exchange.ends_on + 30 end);
comment on function exchange_people_forgotten_on is
  'The first day on which a list is gone: 30 days after the end, at once where it is cancelled, and after 18 months however often it is postponed.';

create function guard_exchange_people() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  theirs exchange;
begin
  select * into theirs from exchange where id = new.exchange_id for share;
  if theirs.ends_on is null or theirs.state = 'cancelled' or exchange_people_forgotten_on(theirs, new.added_on) <= new.added_on then
    raise exception 'people are listed only for an exchange that has its days, is not cancelled and is not long over'
      using errcode = 'restrict_violation', constraint = 'exchange_people_are_needed';
  end if;
  return new;
end $$;
create trigger exchange_participant_is_needed before insert or update on exchange_participant
  for each row execute function guard_exchange_people();
create trigger exchange_leader_is_needed before insert or update on exchange_leader
  for each row execute function guard_exchange_people();

create function forget_exchange_people(today date) returns integer
  language plpgsql as $$
declare
  forgotten integer;
begin
  insert into exchange_count (exchange_id, group_id, city_id, participants, minors, consents, leaders, leaders_checked, counted_on)
    select g.exchange_id, g.id, g.city_id,
      (select count(*) from exchange_participant p where p.group_id = g.id),
      (select count(*) from exchange_participant p where p.group_id = g.id and extract(year from e.starts_on) - p.birth_year <= 18),
      (select count(*) from exchange_participant p where p.group_id = g.id and p.consent_on is not null),
      (select count(*) from exchange_leader l where l.group_id = g.id),
      (select count(*) from exchange_leader l where l.group_id = g.id and l.record_check_on is not null),
      today
    from exchange_group g join exchange e on e.id = g.exchange_id
    where e.state <> 'cancelled' and exists (
      select from exchange_participant p where p.group_id = g.id and exchange_people_forgotten_on(e, p.added_on) <= today
      union all
      select from exchange_leader l where l.group_id = g.id and exchange_people_forgotten_on(e, l.added_on) <= today)
    on conflict do nothing;
  with gone as (
    delete from exchange_participant p using exchange e
    where e.id = p.exchange_id and exchange_people_forgotten_on(e, p.added_on) <= today returning p.id
  ), left_too as (
    delete from exchange_leader l using exchange e
    where e.id = l.exchange_id and exchange_people_forgotten_on(e, l.added_on) <= today returning l.id
  )
  select (select count(*) from gone) + (select count(*) from left_too) into forgotten;
  return forgotten;
end $$;
comment on function forget_exchange_people is 'Run every night by the worker; answers how many people were forgotten. A second run finds nothing.';

do $$
declare
  name text;
begin
  foreach name in array array['exchange', 'exchange_group', 'exchange_step', 'exchange_participant', 'exchange_leader', 'exchange_count'] loop
    call keep_rows_apart(name);
    execute format('grant select on %I to tandem_app, tandem_worker', name);
  end loop;
  foreach name in array array['exchange', 'exchange_group', 'exchange_step', 'exchange_participant', 'exchange_leader'] loop
    call let_its_city('insert', name, 'kept');
  end loop;
  foreach name in array array['exchange', 'exchange_group', 'exchange_participant', 'exchange_leader'] loop
    call let_its_city('update', name, 'corrected');
  end loop;
  foreach name in array array['exchange_group', 'exchange_participant', 'exchange_leader'] loop
    call let_its_city('delete', name, 'removed');
  end loop;
  foreach name in array array['exchange_participant', 'exchange_leader', 'exchange_count'] loop
    execute format('create policy %I on %I for select to tandem_app using (city_id = current_city())', name || '_seen_by_its_city', name);
  end loop;
  foreach name in array array['exchange_group', 'exchange_step'] loop
    execute format('create policy %I on %I for select to tandem_app using (exchange_id in (select id from exchange))',
      name || '_seen_with_its_exchange', name);
  end loop;
  foreach name in array array['exchange_participant', 'exchange_leader'] loop
    execute format('create policy %I on %I for delete to tandem_worker using (true)', name || '_forgotten_by_worker', name);
    execute format('grant delete on %I to tandem_worker', name);
  end loop;
end $$;

create policy exchange_seen_by_members on exchange for select to tandem_app
  using (partnership_id in (select visible_partnerships()));
create policy exchange_count_by_worker on exchange_count for insert to tandem_worker with check (true);
grant insert on exchange_count to tandem_worker;
grant update (kind, title, aim, host_id, place, starts_on, ends_on, travel_days, is_public, responsible_id, concept_id, programmes,
  cost_cents, grant_cents) on exchange to tandem_app;
grant update (position, home_id, name, country, participants, leaders, youngest, oldest) on exchange_group to tandem_app;
grant update (group_id, given_name, birth_year, consent_on, emergency_contact) on exchange_participant to tandem_app;
grant update (group_id, name, is_adult, record_check_on) on exchange_leader to tandem_app;
grant execute on function course_leads_to, exchange_people_forgotten_on to tandem_app, tandem_worker;
grant execute on function forget_exchange_people to tandem_worker;

-- Events: workshops, delegations, press conferences, signings.

create table event (
  id                  uuid primary key,
  partnership_id      uuid not null,
  city_id             uuid not null,
  kind                text not null constraint event_kind_known check (kind in (
                        'workshop', 'delegation', 'press-conference', 'signing', 'conference', 'visit', 'meeting', 'other')),
  title               jsonb not null constraint event_title_localized check (is_localized_text(title)),
  summary             jsonb constraint event_summary_localized check (is_localized_text(summary)),
  began_on            date not null,
  began_precision     text not null,
  ended_on            date,
  ended_precision     text,
  starts_time         time(0),
  ends_time           time(0),
  time_zone           text,
  starts_at           timestamptz(0),
  ends_at             timestamptz(0),
  mode                text not null constraint event_mode_known check (mode in ('in-person', 'online', 'hybrid')),
  place               jsonb constraint event_place_localized check (is_localized_text(place)),
  is_public           boolean not null,
  place_ahead         boolean not null,
  registration_until  date,
  expected            integer constraint event_expected_counted check (expected between 0 and 1000000),
  expected_abroad     integer constraint event_expected_abroad_counted check (expected_abroad between 0 and expected),
  people              integer constraint event_people_counted check (people between 0 and 1000000),
  programmes          text[] not null constraint event_programmes_are_names
                        check (cardinality(programmes) <= 10 and array_to_string(programmes, ' ') ~ '^([a-z][a-z-]{1,39}( |$))*$'),
  subjects            jsonb not null constraint event_subjects_are_pointers
                        check (jsonb_typeof(subjects) = 'array' and jsonb_array_length(subjects) <= 20),
  state               text not null default 'planned' constraint event_state_known
                        check (state in ('planned', 'confirmed', 'held', 'cancelled')),
  revision            integer not null default 0,
  created_at          timestamptz(0) not null,
  changed_at          timestamptz(0) not null,
  constraint event_of_its_city unique (id, city_id),
  constraint event_of_its_partnership unique (id, partnership_id),
  constraint event_of_a_member foreign key (partnership_id, city_id) references partnership_city (partnership_id, city_id),
  constraint event_began_fuzzy check (is_fuzzy_date(began_on, began_precision)),
  constraint event_ended_fuzzy check (is_fuzzy_date(ended_on, ended_precision)),
  constraint event_ends_after_it_began check (last_day_of(ended_on, ended_precision) >= began_on),
  constraint event_hours_on_known_days check (starts_time is null or (began_precision = 'day' and coalesce(ended_precision, 'day') = 'day')),
  constraint event_hours_in_a_zone check (num_nonnulls(starts_time, time_zone, starts_at) in (0, 3)),
  constraint event_end_hour_needs_a_start check ((ends_time is null) = (ends_at is null) and (ends_time is null or starts_time is not null)),
  constraint event_starts_at_its_wall_time check (starts_at at time zone time_zone = began_on + starts_time),
  constraint event_ends_at_its_wall_time check (ends_at at time zone time_zone = coalesce(ended_on, began_on) + ends_time),
  constraint event_ends_later_than_it_starts check (ends_at > starts_at),
  constraint event_online_has_no_place check (mode <> 'online' or place is null),
  constraint event_registration_ends_before_it check (registration_until <= last_day_of(began_on, began_precision)),
  constraint event_takes_place_on_a_known_day check (state <> 'confirmed' or began_precision = 'day')
);
comment on table event is 'Something that takes place once: as exactly as is known for what lies behind, to the minute for what lies ahead.';
comment on constraint event_starts_at_its_wall_time on event is
  'What a clock on the wall there shows, and the moment it means. An hour the summer time skips exists on no clock.';
comment on column event.place_ahead is 'Where and at what hour may be read in public before it took place; else only afterwards (law 8).';
comment on column event.people is 'How many took part. Who they were stands in event_guest alone.';
comment on column event.revision is 'Grows with every change: SEQUENCE of RFC 5545, by which calendars tell what is newer.';
create index event_by_partnership on event (partnership_id, began_on);

create function count_event_revision() returns trigger
  language plpgsql as $$
begin
  new.revision := old.revision + 1;
  return new;
end $$;
create trigger event_revision_grows before update on event for each row execute function count_event_revision();

create table event_step (
  event_id    uuid not null,
  city_id     uuid not null,
  position    integer not null,
  deed        text not null constraint event_step_deed_known check (deed in ('confirm', 'postpone', 'hold', 'cancel', 'reopen')),
  note        text constraint event_step_note_length check (length(note) between 1 and 2000),
  was         jsonb,
  at          timestamptz not null,
  account_id  uuid,
  primary key (event_id, position),
  constraint event_step_of_its_event foreign key (event_id, city_id) references event (id, city_id),
  constraint event_step_says_why check (deed in ('confirm', 'hold') or note is not null),
  constraint event_step_postponed_from_somewhen check ((deed = 'postpone') = (was is not null))
);
comment on table event_step is 'Append-only: how an event moved from state to state. event.state is what these add up to.';
comment on column event_step.was is 'When it was to take place before it was postponed.';
call make_append_only('event_step');

create function take_event_step() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  moved event;
  next_state text;
begin
  select * into moved from event where id = new.event_id and city_id = new.city_id for update;
  if new.position <> 1 + (select count(*) from event_step where event_id = new.event_id) then
    raise exception 'event %: % is not the next step', new.event_id, new.position
      using errcode = 'restrict_violation', constraint = 'event_step_is_next';
  end if;
  next_state := course_leads_to(moved.state, new.deed);
  if next_state is null then
    raise exception 'event %: % does not lead on from %', new.event_id, new.deed, moved.state
      using errcode = 'restrict_violation', constraint = 'event_step_permitted';
  end if;
  if new.deed = 'hold' and coalesce(moved.starts_at, moved.began_on::timestamp at time zone 'Europe/Berlin') > new.at then
    raise exception 'event %: it has not begun', new.event_id
      using errcode = 'restrict_violation', constraint = 'event_held_after_it_began';
  end if;
  update event set state = next_state, changed_at = new.at where id = new.event_id;
  return new;
end $$;
create trigger event_step_is_taken before insert on event_step for each row execute function take_event_step();

create table event_meeting_link (
  event_id  uuid primary key,
  city_id   uuid not null,
  url       text not null constraint event_meeting_link_is_an_address check (url ~ '^https://' and length(url) <= 1000),
  constraint event_meeting_link_of_its_event foreign key (event_id, city_id) references event (id, city_id)
);
comment on table event_meeting_link is 'Where to join online: for the cities of the partnership, apart so that nothing public can read it by accident.';

create table event_agenda_item (
  id        uuid primary key,
  event_id  uuid not null,
  city_id   uuid not null,
  on_day    date not null,
  at_time   time(0) not null,
  title     jsonb not null constraint event_agenda_item_title_localized check (is_localized_text(title)),
  speaker   text constraint event_agenda_item_speaker_length check (length(speaker) between 1 and 200),
  constraint event_agenda_item_of_its_event foreign key (event_id, city_id) references event (id, city_id)
);
create index event_agenda_item_by_event on event_agenda_item (event_id, on_day, at_time);

create table event_interpreter (
  id             uuid primary key,
  event_id       uuid not null,
  city_id        uuid not null,
  from_language  text not null constraint event_interpreter_from_is_a_code check (from_language ~ '^[a-z]{2}$'),
  to_language    text not null constraint event_interpreter_to_is_a_code check (to_language ~ '^[a-z]{2}$'),
  name           text constraint event_interpreter_name_length check (length(name) between 1 and 200),
  constraint event_interpreter_of_its_event foreign key (event_id, city_id) references event (id, city_id),
  constraint event_interpreter_between_two_languages check (from_language <> to_language)
);
comment on column event_interpreter.name is 'Null while somebody is still sought.';
create index event_interpreter_by_event on event_interpreter (event_id);

create table event_outcome (
  id        uuid primary key,
  event_id  uuid not null,
  city_id   uuid not null,
  position  integer not null,
  text      jsonb not null constraint event_outcome_text_localized check (is_localized_text(text)),
  constraint event_outcome_of_its_event foreign key (event_id, city_id) references event (id, city_id)
);
create index event_outcome_by_event on event_outcome (event_id, position);

create table event_document (
  event_id     uuid not null,
  city_id      uuid not null,
  document_id  uuid not null references document,
  primary key (event_id, document_id),
  constraint event_document_of_its_event foreign key (event_id, city_id) references event (id, city_id)
);

create table event_guest (
  id            uuid primary key,
  event_id      uuid not null references event,
  city_id       uuid not null references city,
  name          text not null constraint event_guest_name_length check (length(name) between 1 and 200),
  organisation  text constraint event_guest_organisation_length check (length(organisation) between 1 and 200),
  status        text not null constraint event_guest_status_known check (status in ('invited', 'registered', 'attended', 'absent'))
);
comment on table event_guest is 'Need-to-know: each city lists its own people and sees no others; numbers may be told, names never.';
create index event_guest_by_event on event_guest (event_id, city_id);

create table calendar_link (
  id          uuid primary key,
  account_id  uuid not null references account,
  city_id     uuid not null references city,
  token_hash  bytea not null constraint calendar_link_token_unique unique,
  made_at     timestamptz not null,
  revoked_at  timestamptz
);
comment on table calendar_link is 'A secret address under which an account’s calendar can be subscribed to. The token itself is never stored.';
create unique index calendar_link_one_per_account on calendar_link (account_id) where revoked_at is null;

do $$
declare
  name text;
begin
  foreach name in array array['event', 'event_step', 'event_meeting_link', 'event_agenda_item', 'event_interpreter', 'event_outcome',
    'event_document', 'event_guest', 'calendar_link'] loop
    call keep_rows_apart(name);
    call let_its_city('insert', name, 'kept');
    execute format('grant select on %I to tandem_app, tandem_worker', name);
  end loop;
  foreach name in array array['event_step', 'event_meeting_link', 'event_agenda_item', 'event_interpreter', 'event_outcome', 'event_document'] loop
    execute format('create policy %I on %I for select to tandem_app using (event_id in (select id from event))', name || '_seen_with_its_event', name);
  end loop;
  foreach name in array array['event_meeting_link', 'event_agenda_item', 'event_interpreter', 'event_outcome', 'event_document', 'event_guest'] loop
    call let_its_city('delete', name, 'removed');
  end loop;
  foreach name in array array['event', 'event_guest'] loop
    call let_its_city('update', name, 'corrected');
  end loop;
end $$;

create policy event_seen_by_members on event for select to tandem_app using (partnership_id in (select visible_partnerships()));
create policy event_guest_seen_by_its_city on event_guest for select to tandem_app using (city_id = current_city());
create policy event_guest_forgotten_by_worker on event_guest for delete to tandem_worker using (true);
grant delete on event_guest to tandem_worker;
create policy event_guest_of_a_visible_event on event_guest as restrictive for insert to tandem_app
  with check (event_id in (select id from event));
create policy calendar_link_of_its_account on calendar_link for select to tandem_app using (account_id = current_account());
create policy calendar_link_revoked_by_its_account on calendar_link for update to tandem_app
  using (account_id = current_account()) with check (account_id = current_account());
grant update (kind, title, summary, began_on, began_precision, ended_on, ended_precision, starts_time, ends_time, time_zone, starts_at,
  ends_at, mode, place, is_public, place_ahead, registration_until, expected, expected_abroad, people, programmes, subjects, changed_at)
  on event to tandem_app;
grant update (name, organisation, status) on event_guest to tandem_app;
grant update (revoked_at) on calendar_link to tandem_app;
