-- What a partnership is: its standing over time, what each city keeps about its side, and the agreements signed.

create table standing_event (
  partnership_id  uuid not null references partnership,
  position        integer not null constraint standing_event_position_from_one check (position >= 1),
  event           text not null constraint standing_event_known check (event in ('stated', 'withdrawn')),
  kind            text not null constraint standing_event_kind_known
                    check (kind in ('contact', 'project', 'friendship', 'solidarity', 'full')),
  status          text not null constraint standing_event_status_known check (status in ('initiating', 'active', 'dormant', 'ended')),
  since_on        date not null,
  since_precision text not null,
  basis           jsonb,
  basis_text      jsonb constraint standing_event_basis_text_localized check (is_localized_text(basis_text)),
  city_id         uuid references city,
  at              timestamptz not null default now(),
  account_id      uuid,
  primary key (partnership_id, position),
  constraint standing_event_since_fuzzy check (is_fuzzy_date(since_on, since_precision)),
  constraint standing_event_basis_is_a_pointer check (basis is null or basis ?& array['kind', 'id']),
  constraint standing_event_has_a_basis check (position = 1 or basis is not null or basis_text is not null)
);
comment on table standing_event is
  'Kind and status of a partnership over time, append-only. "withdrawn" takes back the last statement that stands: kind, status and since are then those before it.';
comment on column standing_event.city_id is 'Who put it on record; null for the first, which comes with setting the partnership up.';
comment on column standing_event.basis is 'The paper or agreement it rests on, as a RecordRef; its address may be of any area.';
call make_append_only('standing_event');

create function standing_that_counts(of_partnership uuid) returns setof standing_event
  language sql stable
  begin atomic
    select stated.* from standing_event stated
    where stated.partnership_id = of_partnership and stated.event = 'stated'
      -- A statement is withdrawn when going forward from it withdrawals come to outnumber statements.
      and not exists (
        select from standing_event ending
        where ending.partnership_id = of_partnership and ending.event = 'withdrawn' and ending.position > stated.position
          and (select count(*) filter (where event = 'withdrawn') - count(*) filter (where event = 'stated')
            from standing_event between_them
            where between_them.partnership_id = of_partnership
              and between_them.position > stated.position and between_them.position <= ending.position) > 0)
    order by stated.position;
  end;
comment on function standing_that_counts is 'The statements that were not taken back, in order: the same fold as src/lib/partnerships/standing/standing.ts.';

create function guard_standing() returns trigger
  language plpgsql as $$
declare
  before standing_event;
  earlier standing_event;
begin
  perform pg_advisory_xact_lock(hashtextextended('tandem.standing ' || new.partnership_id, 0));
  if new.position <> 1 + (select count(*) from standing_event where partnership_id = new.partnership_id) then
    raise exception 'standing of partnership %: % is not the next position', new.partnership_id, new.position
      using errcode = 'restrict_violation', constraint = 'standing_event_is_next';
  end if;
  if new.position = 1 then
    if new.event <> 'stated' then
      raise exception 'there is nothing to withdraw' using errcode = 'restrict_violation', constraint = 'standing_event_first';
    end if;
    return new;
  end if;
  select * into before from standing_that_counts(new.partnership_id) order by position desc limit 1;
  if new.event = 'withdrawn' then
    select * into earlier from standing_that_counts(new.partnership_id) where position < before.position order by position desc limit 1;
    if earlier.position is null or (new.kind, new.status, new.since_on, new.since_precision)
      is distinct from (earlier.kind, earlier.status, earlier.since_on, earlier.since_precision) then
      raise exception 'a withdrawal leads back to the statement before; the first one stays'
        using errcode = 'restrict_violation', constraint = 'standing_event_leads_back';
    end if;
    return new;
  end if;
  if last_day_of(new.since_on, new.since_precision) < before.since_on then
    raise exception 'the partnership was % before that day', before.kind
      using errcode = 'restrict_violation', constraint = 'standing_event_in_order';
  end if;
  if (new.kind, new.status) = (before.kind, before.status)
    or not (new.status = before.status or (before.status || ' ' || new.status) = any (array[
      'initiating active', 'initiating ended', 'active dormant', 'active ended', 'dormant active', 'dormant ended']))
    or not (new.kind = before.kind or (before.kind || ' ' || new.kind) = any (array[
      'contact project', 'contact friendship', 'contact solidarity', 'contact full', 'project friendship',
      'project solidarity', 'project full', 'friendship solidarity', 'friendship full', 'solidarity friendship', 'solidarity full']))
    or (before.status = 'ended') or (new.status = 'ended' and new.kind <> before.kind) then
    raise exception 'no move leads from % % to % %', before.kind, before.status, new.kind, new.status
      using errcode = 'restrict_violation', constraint = 'standing_event_moves';
  end if;
  return new;
end $$;
comment on function guard_standing is 'The same tables of moves as src/lib/partnerships/standing/standing.ts.';
create trigger standing_event_is_guarded before insert on standing_event for each row execute function guard_standing();

-- partnership.kind, status and since are what the events add up to. Who may append may not write them by hand.
create function project_standing() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update partnership p set kind = new.kind, status = new.status,
    since = coalesce(
      (select min(since_on) from standing_that_counts(new.partnership_id) where status in ('active', 'dormant', 'ended')),
      new.since_on)
  where p.id = new.partnership_id;
  return new;
end $$;
comment on function project_standing is '`since` is the day from which the partnership lived, whatever its kind was then.';
create trigger standing_event_is_projected after insert on standing_event for each row execute function project_standing();

create function begin_standing() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from standing_event where partnership_id = new.id) then
    insert into standing_event (partnership_id, position, event, kind, status, since_on, since_precision)
    values (new.id, 1, 'stated', new.kind, new.status, new.since, 'day');
  end if;
  return null;
end $$;
comment on function begin_standing is
  'A partnership set up has a standing. Deferred to the commit, so that whoever knows the month or year only may state that instead.';
create constraint trigger partnership_begins_with_a_standing after insert on partnership
  deferrable initially deferred for each row execute function begin_standing();

create table partnership_side (
  partnership_id       uuid not null,
  city_id              uuid not null,
  coordinating_unit_id uuid,
  why_chosen           jsonb constraint partnership_side_why_localized check (is_localized_text(why_chosen)),
  predecessor          jsonb constraint partnership_side_predecessor_localized check (is_localized_text(predecessor)),
  networks             jsonb not null default '[]' constraint partnership_side_networks_are_a_list
                         check (jsonb_typeof(networks) = 'array' and jsonb_array_length(networks) <= 6),
  next_report_due      date,
  primary key (partnership_id, city_id),
  constraint partnership_side_of_a_member foreign key (partnership_id, city_id) references partnership_city (partnership_id, city_id),
  constraint partnership_side_unit_known foreign key (coordinating_unit_id, city_id) references organisation (id, city_id)
);
comment on table partnership_side is 'What one city keeps about its side of a partnership; partners read it.';
comment on column partnership_side.networks is 'References in the registers of networks: [{"network": "RGRE", "reference": …, "url": …}].';

create table partnership_contact (
  id              uuid primary key,
  partnership_id  uuid not null,
  city_id         uuid not null,
  person_id       uuid not null,
  task            jsonb not null constraint partnership_contact_task_localized check (is_localized_text(task)),
  constraint partnership_contact_once unique (partnership_id, person_id),
  constraint partnership_contact_of_a_member foreign key (partnership_id, city_id) references partnership_city (partnership_id, city_id),
  constraint partnership_contact_person_known foreign key (person_id, city_id) references person (id, city_id)
);
comment on table partnership_contact is 'Whom to turn to on one side. How to reach them is need-to-know and stands in person_contact.';

create table agreement (
  id               uuid primary key,
  partnership_id   uuid not null references partnership,
  city_id          uuid not null references city,
  kind             text not null constraint agreement_kind_known
                     check (kind in ('intent', 'project', 'friendship', 'solidarity', 'full', 'annex')),
  title            jsonb not null constraint agreement_title_localized check (is_localized_text(title)),
  languages        text[] not null constraint agreement_languages_are_codes
                     check (cardinality(languages) <= 6 and array_to_string(languages, ' ') ~ '^([a-z]{2}( [a-z]{2})*)?$'),
  prevailing       text constraint agreement_prevailing_is_one_of_its_languages check (prevailing is null or prevailing = any (languages)),
  signed_on        date not null,
  signed_precision text not null,
  mode             text not null constraint agreement_mode_known check (mode in ('online', 'in-person', 'by-post', 'unknown')),
  place            jsonb constraint agreement_place_localized check (is_localized_text(place)),
  valid_from       date,
  valid_until      date,
  renewal          text not null constraint agreement_renewal_known check (renewal in ('none', 'automatic', 'by-decision')),
  decide_by        date,
  resolution       jsonb constraint agreement_resolution_is_a_pointer check (resolution ?& array['kind', 'id']),
  supersedes       uuid,
  constraint agreement_of_its_partnership unique (id, partnership_id),
  constraint agreement_of_its_city unique (id, city_id),
  constraint agreement_of_a_member foreign key (partnership_id, city_id) references partnership_city (partnership_id, city_id),
  constraint agreement_supersedes_one_of_the_same_partnership foreign key (supersedes, partnership_id) references agreement (id, partnership_id),
  constraint agreement_superseded_once unique (supersedes),
  constraint agreement_signed_fuzzy check (is_fuzzy_date(signed_on, signed_precision)),
  constraint agreement_valid_in_order check (valid_until >= coalesce(valid_from, signed_on)),
  constraint agreement_decided_while_valid check (decide_by between coalesce(valid_from, signed_on) and valid_until),
  constraint agreement_renewed_at_an_end check (renewal = 'none' or valid_until is not null),
  constraint agreement_decision_has_a_day check (decide_by is null or renewal <> 'none'),
  constraint agreement_in_person_has_a_place check (mode <> 'online' or place is null)
);
comment on column agreement.languages is 'Empty where the sources do not say.';
comment on column agreement.prevailing is 'The language that counts where versions differ; null where all are equally valid.';
comment on column agreement.decide_by is 'The day until which a renewal is decided or a renewal by itself can be refused.';
comment on column agreement.resolution is 'The council paper it rests on, as a RecordRef.';
create index agreement_by_partnership on agreement (partnership_id, signed_on);

create function guard_agreement() returns trigger
  language plpgsql as $$
begin
  if new.supersedes is not null and exists (
    select from agreement earlier where earlier.id = new.supersedes
      and earlier.signed_on >= last_day_of(new.signed_on, new.signed_precision)) then
    raise exception 'an agreement supersedes an earlier one' using errcode = 'check_violation', constraint = 'agreement_supersedes_an_earlier_one';
  end if;
  return new;
end $$;
create trigger agreement_is_guarded before insert or update on agreement for each row execute function guard_agreement();

create table agreement_signatory (
  id              uuid primary key,
  agreement_id    uuid not null,
  partnership_id  uuid not null,
  city_id         uuid not null,
  side_id         uuid not null,
  position        integer not null,
  person_id       uuid not null references person,
  post_names      jsonb constraint agreement_signatory_post_localized check (is_localized_text(post_names)),
  acting          boolean not null,
  signed_as       text not null constraint agreement_signatory_name_length check (length(signed_as) between 1 and 200),
  constraint agreement_signatory_once unique (agreement_id, person_id),
  constraint agreement_signatory_of_its_agreement foreign key (agreement_id, city_id) references agreement (id, city_id),
  constraint agreement_signatory_of_its_partnership foreign key (agreement_id, partnership_id) references agreement (id, partnership_id),
  constraint agreement_signatory_side_is_a_member foreign key (partnership_id, side_id) references partnership_city (partnership_id, city_id)
);
comment on table agreement_signatory is 'Who signed for which side, with the post as it was on that day and the name as it stands under the text.';
create index agreement_signatory_by_person on agreement_signatory (person_id);

create table agreement_document (
  agreement_id  uuid not null,
  city_id       uuid not null,
  document_id   uuid not null references document,
  primary key (agreement_id, document_id),
  constraint agreement_document_of_its_agreement foreign key (agreement_id, city_id) references agreement (id, city_id)
);
comment on table agreement_document is 'Scans of an agreement.';

do $$
declare
  name text;
begin
  foreach name in array array[
    'standing_event', 'partnership_side', 'partnership_contact', 'agreement', 'agreement_signatory', 'agreement_document'] loop
    call keep_rows_apart(name);
    execute format('grant select on %I to tandem_worker', name);
    execute format('grant select, insert on %I to tandem_app', name);
  end loop;
  foreach name in array array['standing_event', 'partnership_side', 'partnership_contact', 'agreement', 'agreement_signatory'] loop
    execute format('create policy %I on %I for select to tandem_app using (partnership_id in (select visible_partnerships()))', name || '_seen_by_members', name);
    execute format('create policy %I on %I for insert to tandem_app
      with check (city_id = current_city() and partnership_id in (select visible_partnerships()))', name || '_kept_by_its_city', name);
  end loop;
  foreach name in array array['partnership_side', 'agreement'] loop
    call let_its_city('update', name, 'corrected');
  end loop;
  foreach name in array array['partnership_contact', 'agreement_signatory', 'agreement_document'] loop
    call let_its_city('delete', name, 'removed');
  end loop;
end $$;

create policy agreement_document_seen_by_members on agreement_document for select to tandem_app
  using (agreement_id in (select id from agreement));
create policy agreement_document_kept_by_its_city on agreement_document for insert to tandem_app with check (city_id = current_city());
create policy standing_event_begun_with_its_partnership on standing_event for insert to tandem_worker with check (position = 1);
grant insert on standing_event to tandem_worker;

grant update (coordinating_unit_id, why_chosen, predecessor, networks, next_report_due) on partnership_side to tandem_app;
grant update (kind, title, languages, prevailing, signed_on, signed_precision, mode, place, valid_from, valid_until, renewal,
  decide_by, resolution, supersedes) on agreement to tandem_app;
grant execute on function standing_that_counts to tandem_app, tandem_worker;
-- A third city that joins is added to the name.
grant update (names) on partnership to tandem_worker;

-- Partnerships set up before this migration.
insert into standing_event (partnership_id, position, event, kind, status, since_on, since_precision)
  select id, 1, 'stated', kind, status, since, 'day' from partnership;
