-- Allocation rounds: a computed proposal, changed by hand, decided by a person. Nothing is promised before the decision;
-- what is decided stands as reservations (0006), which alone bind stock.

create table allocation_round (
  id         uuid primary key,
  city_id    uuid not null references city,
  number     integer not null constraint allocation_round_number_from_one check (number >= 1),
  problem    jsonb not null constraint allocation_round_problem_object check (jsonb_typeof(problem) = 'object'),
  proposal   jsonb not null constraint allocation_round_proposal_object check (jsonb_typeof(proposal) = 'object'),
  opened_at  timestamptz(3) not null,
  opened_by  uuid,
  constraint allocation_round_number_unique unique (city_id, number)
);
comment on column allocation_round.proposal is 'The proposal before anybody changed it: what changes by hand cost is measured against it.';
comment on table allocation_round is 'Everything the proposal depends on, as it was: the same problem always has the same answer.';

create table allocation_round_event (
  round_id    uuid not null references allocation_round,
  sequence    integer not null constraint allocation_round_event_sequence_from_one check (sequence >= 1),
  kind        text not null constraint allocation_round_event_kind_known
                check (kind in ('opened', 'pinned', 'banned', 'freed', 'decided', 'discarded')),
  data        jsonb not null,
  at          timestamptz(3) not null,
  account_id  uuid,
  primary key (round_id, sequence)
);
comment on table allocation_round_event is 'Append-only: what people fixed or ruled out by hand, and what they decided.';

create table allocation_round_current (
  round_id    uuid primary key references allocation_round,
  city_id     uuid not null,
  version     integer not null,
  state       text not null constraint allocation_round_state_known check (state in ('proposed', 'decided', 'discarded')),
  proposal    jsonb not null,
  changed_at  timestamptz(3) not null
);
create index allocation_round_newest on allocation_round_current (city_id, changed_at desc, round_id);

create function allocation_round_moves_only_as_permitted() returns trigger
  language plpgsql as $$
begin
  if old.state <> 'proposed' or new.version <= old.version then
    raise exception 'allocation round %: it is % and stays so', old.round_id, old.state using errcode = 'check_violation';
  end if;
  return new;
end $$;
comment on function allocation_round_moves_only_as_permitted is 'A decided or discarded round is never decided again (laws 2 and 3).';
create trigger allocation_round_moves before update on allocation_round_current
  for each row execute function allocation_round_moves_only_as_permitted();

do $$
declare
  name text;
begin
  foreach name in array array['allocation_round', 'allocation_round_event', 'allocation_round_current'] loop
    call keep_rows_apart(name);
    execute format('grant select on %I to tandem_app, tandem_worker', name);
    execute format('grant insert on %I to tandem_app', name);
  end loop;
  foreach name in array array['allocation_round', 'allocation_round_event'] loop
    execute format('create trigger %I before update or delete or truncate on %I for each statement execute function refuse_change()',
      name || '_is_append_only', name);
  end loop;
end $$;
create policy allocation_round_of_its_city on allocation_round to tandem_app
  using (city_id = current_city()) with check (city_id = current_city());
create policy allocation_round_current_of_its_city on allocation_round_current to tandem_app
  using (city_id = current_city()) with check (city_id = current_city());
create policy allocation_round_event_of_its_city on allocation_round_event to tandem_app
  using (exists (select from allocation_round r where r.id = round_id))
  with check (exists (select from allocation_round r where r.id = round_id));
grant update (version, state, proposal, changed_at) on allocation_round_current to tandem_app;
