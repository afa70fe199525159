-- Where the money comes from and what it was spent on: fundings with plan lines and report duties, and their vouchers.

create table funding (
  id              uuid primary key,
  city_id         uuid not null references city,
  partnership_id  uuid,
  created_at      timestamptz not null,
  created_by      uuid,
  constraint funding_of_a_city unique (id, city_id),
  constraint funding_of_a_member foreign key (partnership_id, city_id) references partnership_city (partnership_id, city_id)
);
comment on table funding is 'Money for a measure: a grant somebody gives, or money of the city''s own.';

create table funding_event (
  funding_id  uuid not null,
  city_id     uuid not null,
  sequence    integer not null constraint funding_event_sequence_from_one check (sequence >= 1),
  kind        text not null constraint funding_event_kind_known check (kind in (
                'fundingRecorded', 'fundingCorrected', 'planSet', 'fundingMoved', 'moneyDrawn', 'reportSet', 'reportSubmitted',
                'reportDropped')),
  data        jsonb not null,
  at          timestamptz not null,
  account_id  uuid,
  primary key (funding_id, sequence),
  constraint funding_event_of_its_funding foreign key (funding_id, city_id) references funding (id, city_id)
);
comment on table funding_event is 'Append-only. funding_current, funding_line and funding_report are the fold of these (src/lib/partnerships/funding/funding.ts).';
call make_append_only('funding_event');

create table funding_current (
  funding_id           uuid primary key,
  partnership_id       uuid,
  city_id              uuid not null,
  version              integer not null,
  state                text not null constraint funding_state_known check (state in (
                         'idea', 'applied', 'granted', 'rejected', 'running', 'settled', 'returned', 'dropped')),
  names                jsonb not null constraint funding_names_localized check (is_localized_text(names)),
  programme            text constraint funding_programme_length check (length(programme) between 1 and 200),
  reference            text constraint funding_reference_length check (length(reference) between 1 and 200),
  note                 text constraint funding_note_length check (length(note) <= 4000),
  funder_id            uuid,
  subjects             jsonb not null default '[]' constraint funding_subjects_are_a_list
                         check (jsonb_typeof(subjects) = 'array' and jsonb_array_length(subjects) <= 20),
  apply_by             date,
  eligible_from        date,
  eligible_until       date,
  rate_basis_points    integer constraint funding_rate_is_a_share check (rate_basis_points between 0 and 10000),
  tolerance_per_cent   integer not null constraint funding_tolerance_is_a_share check (tolerance_per_cent between 0 and 100),
  retention_years      integer not null constraint funding_retention_sensible check (retention_years between 1 and 30),
  applied_cents        bigint,
  granted_cents        bigint,
  drawn_cents          bigint not null default 0,
  settled_cents        bigint,
  returned_cents       bigint,
  plan_total_cents     bigint,
  plan_funder_cents    bigint,
  plan_own_cents       bigint,
  plan_others_cents    bigint,
  since                date,
  closed_on            date,
  retain_until         date,
  recorded_at          timestamptz not null,
  changed_at           timestamptz not null,
  constraint funding_current_of_its_funding foreign key (funding_id, city_id) references funding (id, city_id),
  constraint funding_funder_is_on_record foreign key (funder_id, city_id) references organisation (id, city_id),
  constraint funding_period_in_order check (eligible_until >= eligible_from),
  constraint funding_money_sensible check (
    least(applied_cents, granted_cents, drawn_cents, settled_cents, returned_cents, plan_total_cents, plan_funder_cents,
      plan_own_cents, plan_others_cents) >= 0
    and greatest(applied_cents, granted_cents, drawn_cents, settled_cents, returned_cents, plan_total_cents) <= 100000000000),
  constraint funding_drawn_within_grant check (drawn_cents <= granted_cents),
  constraint funding_settled_within_grant check (settled_cents <= granted_cents),
  constraint funding_returned_was_drawn check (returned_cents <= drawn_cents),
  constraint funding_plan_is_whole
    check (num_nonnulls(plan_total_cents, plan_funder_cents, plan_own_cents, plan_others_cents) in (0, 4)),
  constraint funding_shares_add_up check (plan_total_cents = plan_funder_cents + plan_own_cents + plan_others_cents),
  constraint funding_share_within_rate check (plan_funder_cents * 10000 <= plan_total_cents * rate_basis_points + 5000),
  constraint funding_closed_has_a_day check ((state in ('settled', 'returned')) = (closed_on is not null))
);
comment on column funding_current.funder_id is 'Who gives it; null: the city''s own money.';
comment on column funding_current.rate_basis_points is 'The largest share the funder pays, in hundredths of a per cent; null: no share was agreed.';
comment on column funding_current.tolerance_per_cent is
  'By how much a plan line may be exceeded if others spend less (20 % by ANBest-P no. 1.2).';
comment on column funding_current.granted_cents is 'Null: not granted yet, or granted in goods without an amount.';
comment on constraint funding_share_within_rate on funding_current is 'Half a cent more than the rate is rounding.';
create index funding_current_by_partnership on funding_current (partnership_id);
create index funding_current_by_city on funding_current (city_id, state);

create function funding_moves_only_as_permitted() returns trigger
  language plpgsql as $$
begin
  if new.version <> old.version + 1 then
    raise exception 'funding %: version % does not follow %', old.funding_id, new.version, old.version
      using errcode = 'check_violation', constraint = 'funding_version_follows';
  end if;
  if new.state <> old.state and not (old.state || ' ' || new.state) = any (array[
    'idea applied', 'idea granted', 'idea dropped', 'applied granted', 'applied rejected', 'applied dropped',
    'granted running', 'granted returned', 'rejected applied', 'running settled', 'running returned', 'settled running',
    'settled returned', 'dropped idea'
  ]) then
    raise exception 'funding %: no move leads from % to %', old.funding_id, old.state, new.state
      using errcode = 'check_violation', constraint = 'funding_moves';
  end if;
  return new;
end $$;
comment on function funding_moves_only_as_permitted is 'The same table of moves as src/lib/partnerships/funding/funding-states.ts.';
create trigger funding_current_moves before update on funding_current
  for each row execute function funding_moves_only_as_permitted();

create table funding_line (
  funding_id     uuid not null references funding_current,
  city_id        uuid not null,
  position       integer not null,
  number         text not null constraint funding_line_number_shape check (number ~ '^[0-9A-Za-z][0-9A-Za-z.\-/]{0,19}$'),
  label          text not null constraint funding_line_label_length check (length(label) between 1 and 200),
  planned_cents  bigint not null constraint funding_line_sensible check (planned_cents between 0 and 100000000000),
  primary key (funding_id, number),
  constraint funding_line_of_its_funding foreign key (funding_id, city_id) references funding (id, city_id)
);
comment on table funding_line is 'One line of the plan that was approved, as the last planSet says.';

create function funding_plan_adds_up() returns trigger
  language plpgsql as $$
declare
  said bigint;
  counted bigint;
begin
  select plan_total_cents into said from funding_current where funding_id = new.funding_id;
  select sum(planned_cents) into counted from funding_line where funding_id = new.funding_id;
  if said is distinct from counted then
    raise exception 'funding %: its lines come to %, its plan says %', new.funding_id, counted, said
      using errcode = 'check_violation', constraint = 'funding_plan_adds_up';
  end if;
  return null;
end $$;
create constraint trigger funding_line_adds_up after insert or update on funding_line
  deferrable initially deferred for each row execute function funding_plan_adds_up();
create constraint trigger funding_current_adds_up after insert or update on funding_current
  deferrable initially deferred for each row execute function funding_plan_adds_up();

create table funding_report (
  id            uuid primary key,
  funding_id    uuid not null,
  city_id       uuid not null,
  kind          text not null constraint funding_report_kind_known check (kind in ('interim', 'final', 'proof-of-use', 'other')),
  due           date not null,
  submitted_on  date,
  constraint funding_report_of_its_funding foreign key (funding_id, city_id) references funding (id, city_id)
);
comment on table funding_report is 'What a funder wants to be told, and until when.';
create index funding_report_by_funding on funding_report (funding_id);
create index funding_report_open on funding_report (city_id, due) where submitted_on is null;

create table voucher (
  id             uuid primary key,
  funding_id     uuid not null,
  city_id        uuid not null,
  number         text not null constraint voucher_number_length check (length(number) between 1 and 60),
  dated          date not null,
  payee          text not null constraint voucher_payee_length check (length(payee) between 1 and 200),
  purpose        text not null constraint voucher_purpose_length check (length(purpose) between 1 and 500),
  amount_cents   bigint not null constraint voucher_amount_sensible check (amount_cents between 1 and 100000000000),
  line_number    text,
  document_id    uuid references document,
  paid_on        date,
  accepted       text[] not null default '{}',
  entered_at     timestamptz not null,
  sequence       bigint not null generated always as identity,
  entered_by     uuid,
  cancelled_at   timestamptz,
  cancelled_for  text,
  constraint voucher_of_its_funding foreign key (funding_id, city_id) references funding (id, city_id),
  constraint voucher_line_is_in_the_plan foreign key (funding_id, line_number) references funding_line (funding_id, number)
    deferrable initially deferred,
  constraint voucher_accepted_known
    check (accepted <@ array['outside-period', 'over-line', 'looks-twice', 'document-twice', 'paid-before-dated']),
  constraint voucher_cancelled_for_a_reason check ((cancelled_at is null) = (cancelled_for is null))
);
comment on table voucher is 'Proof of one payment. Need-to-know: the keeping city''s alone, and each reading stands in the audit trail.';
comment on column voucher.sequence is 'The order of entry: of several vouchers of one day the one entered last goes over the line.';
comment on column voucher.accepted is 'Concerns somebody saw when entering it and entered it nonetheless.';
create unique index voucher_once on voucher (funding_id, lower(number), lower(payee)) where cancelled_at is null;
comment on index voucher_once is 'One payee gives a number once: the second voucher with it would be paid for twice.';
create index voucher_by_funding on voucher (funding_id, dated);
create index voucher_by_document on voucher (document_id) where document_id is not null;

create function guard_voucher() returns trigger
  language plpgsql as $$
begin
  if old.cancelled_at is not null then
    raise exception 'voucher % was cancelled and stays so', old.id
      using errcode = 'restrict_violation', constraint = 'voucher_cancelled_stays';
  end if;
  return new;
end $$;
create trigger voucher_is_guarded before update on voucher for each row execute function guard_voucher();

do $$
declare
  name text;
begin
  foreach name in array array['funding', 'funding_event', 'funding_current', 'funding_line', 'funding_report', 'voucher'] loop
    call keep_rows_apart(name);
    call let_its_city('insert', name, 'kept');
    execute format('grant select on %I to tandem_app, tandem_worker', name);
  end loop;
  foreach name in array array['funding_event', 'funding_line', 'funding_report'] loop
    execute format('create policy %I on %I for select to tandem_app using (funding_id in (select id from funding))', name || '_seen_with_its_funding', name);
  end loop;
  foreach name in array array['funding', 'funding_current'] loop
    execute format('create policy %I on %I for select to tandem_app
      using (city_id = current_city() or partnership_id in (select visible_partnerships()))', name || '_seen_by_members', name);
  end loop;
  foreach name in array array['funding_current', 'funding_report', 'voucher'] loop
    call let_its_city('update', name, 'corrected');
  end loop;
  foreach name in array array['funding_line', 'funding_report'] loop
    call let_its_city('delete', name, 'replaced');
  end loop;
end $$;

create policy funding_of_own_partnerships on funding as restrictive for insert to tandem_app
  with check (partnership_id is null or partnership_id in (select visible_partnerships()));
create policy voucher_seen_by_its_city on voucher for select to tandem_app using (city_id = current_city());
grant update (version, state, names, programme, reference, note, funder_id, subjects, apply_by, eligible_from, eligible_until,
  rate_basis_points, tolerance_per_cent, retention_years, applied_cents, granted_cents, drawn_cents, settled_cents, returned_cents,
  plan_total_cents, plan_funder_cents, plan_own_cents, plan_others_cents, since, closed_on, retain_until, changed_at)
  on funding_current to tandem_app;
grant update (kind, due, submitted_on) on funding_report to tandem_app;
grant update (number, dated, payee, purpose, amount_cents, line_number, document_id, paid_on, accepted, cancelled_at, cancelled_for)
  on voucher to tandem_app;
