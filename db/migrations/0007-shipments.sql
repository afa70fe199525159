-- Shipments, what is loaded on them, what arrived, and what is open between both. A shipment's facts are events;
-- shipment_current is what they add up to. Declared figures are never overwritten: the load list is immutable once the
-- shipment has departed, and receipts only add.

create table shipment (
  id                 uuid primary key,
  city_id            uuid not null references city,
  operation_id       uuid not null references operation,
  number             text not null constraint shipment_number_shape check (number ~ '^[0-9]{4}-[0-9]{3,5}$'),
  transport          text not null constraint shipment_transport_known check (transport in ('carrier', 'own', 'donor')),
  carrier            text constraint shipment_carrier_short check (length(carrier) between 1 and 200),
  origin_id          uuid references place,
  destination_id     uuid references place,
  authority          text constraint shipment_authority_short check (length(authority) between 3 and 300),
  planned_departure  date,
  planned_arrival    date,
  note               text not null default '' constraint shipment_note_short check (length(note) <= 2000),
  created_at         timestamptz(3) not null,
  created_by         uuid,
  constraint shipment_number_unique unique (city_id, number),
  constraint shipment_arrives_after_departure check (planned_arrival >= planned_departure),
  constraint shipment_knows_its_operation unique (id, operation_id)
);
comment on column shipment.authority is
  'The resolution, agreement or order under which the goods change hands; without it a shipment does not depart.';
comment on column shipment.transport is 'donor: the donor drives the goods itself.';
create index shipment_by_operation on shipment (operation_id, created_at desc, id);

alter table ledger_account add constraint ledger_account_of_a_shipment
  foreign key (shipment_id, operation_id) references shipment (id, operation_id);

create table shipment_stop (
  id           uuid primary key,
  shipment_id  uuid not null references shipment,
  position     smallint not null constraint shipment_stop_position_natural check (position >= 1),
  kind         text not null constraint shipment_stop_kind_known check (kind in ('loading', 'border', 'customs', 'handover', 'unloading')),
  description  text not null constraint shipment_stop_described check (length(description) between 1 and 200),
  planned_on   date,
  constraint shipment_stop_position_unique unique (shipment_id, position)
);
comment on table shipment_stop is 'Routes and crossings are never public (R6).';

create table shipment_vehicle (
  id                    uuid primary key,
  shipment_id           uuid not null references shipment,
  kind                  text not null constraint shipment_vehicle_kind_short check (length(kind) between 1 and 80),
  capacity_grams        bigint constraint shipment_vehicle_payload_positive check (capacity_grams > 0),
  capacity_millilitres  bigint constraint shipment_vehicle_volume_positive check (capacity_millilitres > 0)
);
create index shipment_vehicle_by_shipment on shipment_vehicle (shipment_id);

create table shipment_crew (
  id           uuid primary key,
  shipment_id  uuid not null references shipment,
  plate        text not null default '' constraint shipment_crew_plate_short check (length(plate) <= 40),
  driver       text not null default '' constraint shipment_crew_driver_short check (length(driver) <= 120),
  phone        text not null default '' constraint shipment_crew_phone_short check (length(phone) <= 40),
  recorded_at  timestamptz(3) not null
);
comment on table shipment_crew is
  'Need-to-know: apart from shipment so that no list selects it by accident; each reading is logged (R11), gone 30 days after receipt (R12).';
create index shipment_crew_by_shipment on shipment_crew (shipment_id);

create table shipment_move (
  state     text not null,
  event     text not null,
  leads_to  text not null,
  primary key (state, event)
);
comment on table shipment_move is 'Permitted moves: the same table as shipmentMoves in src/lib/relief/shipments/shipment.ts; a test compares both.';
insert into shipment_move (state, event, leads_to) values
  ('planned', 'loading-started', 'loading'), ('planned', 'cancelled', 'cancelled'),
  ('loading', 'sealed', 'sealed'), ('loading', 'cancelled', 'cancelled'),
  ('sealed', 'reopened', 'loading'), ('sealed', 'departed', 'departed'), ('sealed', 'cancelled', 'cancelled'),
  ('departed', 'reached-border', 'at-border'), ('departed', 'arrived', 'arrived'),
  ('departed', 'turned-back', 'returned'), ('departed', 'lost', 'lost'),
  ('at-border', 'cleared-customs', 'customs-cleared'), ('at-border', 'arrived', 'arrived'),
  ('at-border', 'turned-back', 'returned'), ('at-border', 'lost', 'lost'),
  ('customs-cleared', 'reached-border', 'at-border'), ('customs-cleared', 'arrived', 'arrived'),
  ('customs-cleared', 'turned-back', 'returned'), ('customs-cleared', 'lost', 'lost'),
  ('arrived', 'received', 'received'), ('arrived', 'closed-with-discrepancy', 'closed-with-discrepancy');
alter table shipment_move enable row level security;
alter table shipment_move force row level security;
create policy shipment_move_known_to_all on shipment_move for select using (true);
grant select on shipment_move to tandem_app, tandem_worker;

create table shipment_event (
  shipment_id  uuid not null references shipment,
  sequence     integer not null constraint shipment_event_sequence_from_one check (sequence >= 1),
  kind         text not null constraint shipment_event_kind_known check (kind in (
                 'planned', 'plan-changed', 'noted', 'loading-started', 'sealed', 'reopened', 'departed', 'reached-border',
                 'cleared-customs', 'arrived', 'receipt-recorded', 'received', 'closed-with-discrepancy', 'cancelled', 'turned-back', 'lost')),
  occurred_at  timestamptz(3) not null,
  recorded_at  timestamptz(3) not null,
  account_id   uuid,
  city_id      uuid,
  details      jsonb not null default '{}' constraint shipment_event_details_object check (jsonb_typeof(details) = 'object'),
  primary key (shipment_id, sequence),
  constraint shipment_event_not_from_the_future check (occurred_at <= recorded_at)
);
comment on table shipment_event is 'Append-only timeline; shipment_current is its fold.';

create table shipment_current (
  shipment_id   uuid primary key references shipment,
  city_id       uuid not null,
  operation_id  uuid not null,
  version       integer not null,
  state         text not null,
  departed_at   timestamptz(3),
  arrived_at    timestamptz(3),
  ended_at      timestamptz(3),
  cleared_at    timestamptz(3),
  received_at   timestamptz(3),
  changed_at    timestamptz(3) not null
);
comment on column shipment_current.received_at is
  'The first receipt. From customs clearance, or else from here, run the 90 days to the report on distribution.';
create index shipment_current_distribution on shipment_current (coalesce(cleared_at, received_at)) where received_at is not null;
create index shipment_current_newest on shipment_current (operation_id, changed_at desc, shipment_id desc) where ended_at is not null;
create index shipment_current_under_way on shipment_current (operation_id, changed_at desc, shipment_id desc) where ended_at is null;

alter table reservation add constraint reservation_knows_its_parts unique (id, lot_id, need_id);

create table shipment_line (
  id              uuid primary key,
  shipment_id     uuid not null references shipment,
  reservation_id  uuid not null,
  lot_id          uuid not null,
  need_id         uuid not null,
  from_account    uuid not null references ledger_account,
  quantity        bigint not null constraint shipment_line_loads_something check (quantity > 0),
  position        integer not null,
  constraint shipment_line_from_its_reservation
    foreign key (reservation_id, lot_id, need_id) references reservation (id, lot_id, need_id),
  constraint shipment_line_loaded_once unique (shipment_id, reservation_id, from_account),
  constraint shipment_line_knows_its_shipment unique (id, shipment_id)
);
comment on table shipment_line is 'The load list. Lines come and go while loading and are immutable once the shipment has departed.';
create index shipment_line_by_reservation on shipment_line (reservation_id);
create index shipment_line_by_need on shipment_line (need_id);
create index shipment_line_by_lot on shipment_line (lot_id);

create table shipment_line_position (
  shipment_line_id  uuid primary key references shipment_line,
  shipment_id       uuid not null,
  quantity          bigint not null,
  accepted          bigint not null default 0 constraint receipt_accepted_natural check (accepted >= 0),
  damaged           bigint not null default 0 constraint receipt_damaged_natural check (damaged >= 0),
  missing           bigint not null default 0 constraint receipt_missing_natural check (missing >= 0),
  refused           bigint not null default 0 constraint receipt_refused_natural check (refused >= 0),
  recovered         bigint not null default 0,
  surplus           bigint not null default 0 constraint receipt_surplus_natural check (surplus >= 0),
  in_use            bigint not null default 0 constraint use_in_use_natural check (in_use >= 0),
  consumed          bigint not null default 0 constraint use_consumed_natural check (consumed >= 0),
  outstanding       bigint not null generated always as (quantity - accepted - damaged - missing - refused) stored,
  constraint receipt_arithmetic check (accepted + damaged + missing + refused <= quantity),
  constraint receipt_recovers_what_went_wrong check (recovered between 0 and damaged + missing + refused),
  constraint use_of_what_was_received check (in_use + consumed <= accepted + recovered + surplus)
);
comment on constraint receipt_arithmetic on shipment_line_position is
  'Law 4: over all receipts no line accounts for more than was shipped; a shipment closes only when it accounts for all of it.';
create index shipment_line_position_by_shipment on shipment_line_position (shipment_id);

create table receipt (
  id           uuid primary key,
  shipment_id  uuid not null references shipment,
  number       integer not null constraint receipt_number_from_one check (number >= 1),
  city_id      uuid not null references city,
  place_id     uuid references place,
  received_at  timestamptz(3) not null,
  recorded_at  timestamptz(3) not null,
  account_id   uuid,
  received_by  text not null default '' constraint receipt_received_by_short check (length(received_by) <= 120),
  note         text not null default '' constraint receipt_note_short check (length(note) <= 2000),
  constraint receipt_number_unique unique (shipment_id, number),
  constraint receipt_knows_its_shipment unique (id, shipment_id),
  constraint receipt_not_from_the_future check (received_at <= recorded_at)
);
comment on column receipt.received_by is 'Who signed; never public.';

create table receipt_line (
  id                uuid primary key,
  receipt_id        uuid not null references receipt,
  shipment_line_id  uuid not null references shipment_line,
  accepted          bigint not null constraint receipt_line_accepted_natural check (accepted >= 0),
  damaged           bigint not null constraint receipt_line_damaged_natural check (damaged >= 0),
  missing           bigint not null constraint receipt_line_missing_natural check (missing >= 0),
  refused           bigint not null constraint receipt_line_refused_natural check (refused >= 0),
  damaged_reason    text constraint receipt_line_damaged_reason_short check (length(damaged_reason) between 1 and 500),
  missing_reason    text constraint receipt_line_missing_reason_short check (length(missing_reason) between 1 and 500),
  refused_reason    text constraint receipt_line_refused_reason_short check (length(refused_reason) between 1 and 500),
  counts            boolean not null default true,
  constraint receipt_line_once_per_receipt unique (receipt_id, shipment_line_id),
  constraint receipt_line_says_something check (accepted + damaged + missing + refused > 0),
  constraint receipt_line_damage_has_a_reason check (damaged = 0 or damaged_reason is not null),
  constraint receipt_line_loss_has_a_reason check (missing = 0 or missing_reason is not null),
  constraint receipt_line_refusal_has_a_reason check (refused = 0 or refused_reason is not null)
);
comment on table receipt_line is 'One observation of one line: accepted + damaged + missing + refused, with a reason for each unit not accepted (law 4).';
comment on column receipt_line.counts is
  'False: a second count of goods that another receipt had accounted for meanwhile. Kept beside it; nothing is posted twice.';
create index receipt_line_by_shipment_line on receipt_line (shipment_line_id);

create table receipt_extra (
  id                uuid primary key,
  receipt_id        uuid not null references receipt,
  shipment_line_id  uuid references shipment_line,
  description       text not null constraint receipt_extra_described check (length(description) between 1 and 300),
  quantity          bigint not null constraint receipt_extra_something check (quantity > 0)
);
comment on table receipt_extra is 'What came although no line declared it, or more than a line declared. It stays a discrepancy until it is booked or explained.';

create table discrepancy (
  id                uuid primary key,
  shipment_id       uuid not null references shipment,
  receipt_id        uuid not null,
  shipment_line_id  uuid,
  extra_id          uuid constraint discrepancy_of_an_extra_once unique references receipt_extra,
  kind              text not null constraint discrepancy_kind_known check (kind in (
                      'damaged', 'missing', 'refused', 'extra', 'counted-differently')),
  quantity          bigint not null constraint discrepancy_something check (quantity > 0),
  reason            text not null constraint discrepancy_reason_short check (length(reason) between 1 and 500),
  opened_at         timestamptz(3) not null,
  constraint discrepancy_of_a_receipt_of_its_shipment foreign key (receipt_id, shipment_id) references receipt (id, shipment_id),
  constraint discrepancy_of_a_line_of_its_shipment
    foreign key (shipment_line_id, shipment_id) references shipment_line (id, shipment_id),
  constraint discrepancy_once_per_observation unique nulls not distinct (receipt_id, shipment_line_id, kind, extra_id),
  constraint discrepancy_of_a_line_or_an_extra check (kind = 'extra' and extra_id is not null or kind <> 'extra' and shipment_line_id is not null)
);
create index discrepancy_by_shipment on discrepancy (shipment_id);

create table discrepancy_event (
  id              uuid primary key,
  discrepancy_id  uuid not null references discrepancy,
  kind            text not null constraint discrepancy_event_kind_known check (kind in ('noted', 'settled')),
  settlement      text constraint discrepancy_settlement_known check (settlement in (
                    'found-there', 'found-here', 'usable-after-all', 'written-off', 'replaced', 'claimed', 'back-in-stock',
                    'given-back', 'booked', 'explained')),
  quantity        bigint constraint discrepancy_event_something check (quantity > 0),
  note            text not null constraint discrepancy_event_note_short check (length(note) between 1 and 2000),
  occurred_at     timestamptz(3) not null,
  recorded_at     timestamptz(3) not null,
  account_id      uuid,
  city_id         uuid,
  constraint discrepancy_event_not_from_the_future check (occurred_at <= recorded_at),
  constraint discrepancy_event_settles_so_much check (
    (kind = 'settled') = (settlement is not null) and (kind = 'settled') = (quantity is not null))
);
create index discrepancy_event_by_discrepancy on discrepancy_event (discrepancy_id, recorded_at);

create table discrepancy_position (
  discrepancy_id  uuid primary key references discrepancy,
  shipment_id     uuid not null,
  operation_id    uuid not null,
  quantity        bigint not null,
  settled         bigint not null default 0,
  open            bigint not null generated always as (quantity - settled) stored,
  opened_at       timestamptz(3) not null,
  constraint discrepancy_settled_within_its_quantity check (settled between 0 and quantity)
);
create index discrepancy_position_open on discrepancy_position (operation_id, opened_at, discrepancy_id) where open > 0;
create index discrepancy_position_settled on discrepancy_position (operation_id, opened_at desc, discrepancy_id desc) where open = 0;

create table use_report (
  id                uuid primary key,
  shipment_line_id  uuid not null references shipment_line,
  kind              text not null constraint use_report_kind_known check (kind in ('in-use', 'consumed')),
  quantity          bigint not null constraint use_report_something check (quantity > 0),
  note              text not null default '' constraint use_report_note_short check (length(note) <= 2000),
  occurred_at       timestamptz(3) not null,
  recorded_at       timestamptz(3) not null,
  account_id        uuid,
  city_id           uuid not null,
  constraint use_report_not_from_the_future check (occurred_at <= recorded_at)
);
create index use_report_by_line on use_report (shipment_line_id);

-- The law, in the database ------------------------------------------------------------------------------------------

create function shipment_open_for_loading(shipment uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return coalesce((select state in ('planned', 'loading') from shipment_current where shipment_id = shipment), false);

create function shipment_plan_changes_before_departure() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (select state from shipment_current where shipment_id = old.id) not in ('planned', 'loading', 'sealed') then
    perform broken_law('shipment_plan_fixed_at_departure', format('shipment %s has departed: its plan stands', old.number));
  end if;
  return new;
end $$;
create trigger shipment_plan before update on shipment for each row execute function shipment_plan_changes_before_departure();

create function shipment_line_keeps_the_law() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  line shipment_line;
begin
  if tg_op = 'DELETE' then line := old; else line := new; end if;
  perform from shipment_current where shipment_id = line.shipment_id for update;
  if not shipment_open_for_loading(line.shipment_id) then
    perform broken_law('shipment_line_fixed_at_sealing', 'the load list of this shipment is closed');
  end if;
  if tg_op = 'DELETE' then
    delete from shipment_line_position where shipment_line_id = old.id;
    update reservation_position set loaded = loaded - old.quantity where reservation_id = old.reservation_id;
    return old;
  end if;
  if not exists (select from reservation r join shipment s on s.id = new.shipment_id
      where r.id = new.reservation_id and r.operation_id = s.operation_id and r.city_id = s.city_id) then
    perform broken_law('shipment_line_of_its_operation', 'what is loaded was promised to another operation');
  end if;
  if not exists (select from ledger_account a where a.id = new.from_account and a.role = 'stock') then
    perform broken_law('shipment_line_from_stock', 'goods are loaded from a hub or from their donor');
  end if;
  update reservation_position set loaded = loaded + new.quantity where reservation_id = new.reservation_id;
  insert into shipment_line_position (shipment_line_id, shipment_id, quantity) values (new.id, new.shipment_id, new.quantity);
  return null;
end $$;
comment on function shipment_line_keeps_the_law is 'A line uses up its reservation while it stands; nothing is loaded twice and nothing after sealing.';
create trigger shipment_line_loaded after insert on shipment_line for each row execute function shipment_line_keeps_the_law();
create trigger shipment_line_unloaded before delete on shipment_line for each row execute function shipment_line_keeps_the_law();
create trigger shipment_line_is_never_changed before update or truncate on shipment_line for each statement execute function refuse_change();

create function shipment_departs(leaving uuid) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from shipment where id = leaving and authority is not null) then
    perform broken_law('shipment_departs_under_an_authority', 'a shipment crosses organisations under a resolution, agreement or order');
  end if;
  if not exists (select from shipment_line where shipment_id = leaving) then
    perform broken_law('shipment_departs_loaded', 'an empty shipment does not depart');
  end if;
  perform from lot_position where lot_id in (select lot_id from shipment_line where shipment_id = leaving) order by lot_id for update;
  update reservation_position p set loaded = p.loaded - l.quantity, departed = p.departed + l.quantity
  from (select reservation_id, sum(quantity) as quantity from shipment_line where shipment_id = leaving group by reservation_id) l
  where p.reservation_id = l.reservation_id;
  update lot_position p set reserved = p.reserved - l.quantity
  from (select lot_id, sum(quantity) as quantity from shipment_line where shipment_id = leaving group by lot_id) l
  where p.lot_id = l.lot_id;
end $$;

create function shipment_event_keeps_the_law() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  now_at shipment_current;
  next_state text;
begin
  if new.kind = 'planned' then
    insert into shipment_current (shipment_id, city_id, operation_id, version, state, changed_at)
      select id, city_id, operation_id, 1, 'planned', new.recorded_at from shipment where id = new.shipment_id and new.sequence = 1;
    return null;
  end if;
  select * into now_at from shipment_current where shipment_id = new.shipment_id for update;
  if now_at.version is distinct from new.sequence - 1 then
    perform broken_law('shipment_event_in_order', format('event %s does not follow event %s', new.sequence, now_at.version));
  end if;
  next_state := now_at.state;
  if new.kind not in ('plan-changed', 'noted', 'receipt-recorded') then
    select leads_to into next_state from shipment_move where state = now_at.state and event = new.kind;
    if next_state is null then
      perform broken_law('shipment_moves_as_permitted', format('no move "%s" leads away from "%s"', new.kind, now_at.state));
    end if;
  end if;
  if new.kind = 'departed' then
    perform shipment_departs(new.shipment_id);
  elsif new.kind = 'cancelled' then
    update reservation_position p set loaded = p.loaded - l.quantity
    from (select reservation_id, sum(quantity) as quantity from shipment_line where shipment_id = new.shipment_id group by reservation_id) l
    where p.reservation_id = l.reservation_id;
  end if;
  if new.kind in ('receipt-recorded', 'received', 'closed-with-discrepancy') and exists (
    select from receipt r join receipt_line l on l.receipt_id = r.id
    cross join lateral (values ('damaged', l.damaged), ('missing', l.missing), ('refused', l.refused)) seen (kind, quantity)
    left join discrepancy d on d.receipt_id = r.id and d.shipment_line_id = l.shipment_line_id and d.kind = seen.kind
    where r.shipment_id = new.shipment_id and l.counts and coalesce(d.quantity, 0) <> seen.quantity) then
    perform broken_law('discrepancy_for_each_unit_not_accepted', 'a unit that was not accepted has no discrepancy, or one has no unit');
  end if;
  if new.kind in ('received', 'closed-with-discrepancy') then
    if exists (select from shipment_line_position where shipment_id = new.shipment_id and outstanding > 0) then
      perform broken_law('receipt_accounts_for_everything', 'units of this shipment are neither accepted nor damaged, missing or refused');
    end if;
    if (new.kind = 'received') = exists (select from discrepancy where shipment_id = new.shipment_id) then
      perform broken_law('shipment_closed_as_it_went', 'a shipment with a discrepancy is closed with discrepancy, and only such a one');
    end if;
  end if;
  update shipment_current set
    version = new.sequence, state = next_state, changed_at = new.recorded_at,
    departed_at = case new.kind when 'departed' then new.occurred_at else departed_at end,
    arrived_at = case new.kind when 'arrived' then new.occurred_at else arrived_at end,
    cleared_at = case new.kind when 'cleared-customs' then least(cleared_at, new.occurred_at) else cleared_at end,
    ended_at = case when new.kind in ('received', 'closed-with-discrepancy', 'cancelled', 'turned-back', 'lost')
      then new.occurred_at else ended_at end
  where shipment_id = new.shipment_id;
  return null;
end $$;
create trigger shipment_event_law after insert on shipment_event for each row execute function shipment_event_keeps_the_law();

create function shipment_leaves_with_all_lines() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  wrong uuid;
begin
  select coalesce(l.lot_id, p.lot_id) into wrong
  from (select lot_id, from_account, sum(quantity) as quantity from shipment_line where shipment_id = new.shipment_id group by 1, 2) l
  full join (
    select p.lot_id, p.from_account, sum(p.quantity) as quantity
    from posting p join ledger_account a on a.id = p.to_account and a.kind = 'transit' and a.shipment_id = new.shipment_id
    where p.reason = 'departed' group by 1, 2) p on p.lot_id = l.lot_id and p.from_account = l.from_account
  where l.quantity is distinct from p.quantity limit 1;
  if found then
    perform broken_law('shipment_leaves_with_all_lines', format('lot %s did not leave as the load list says', wrong));
  end if;
  return null;
end $$;
create constraint trigger shipment_leaves_whole after insert on shipment_event deferrable initially deferred
  for each row when (new.kind = 'departed') execute function shipment_leaves_with_all_lines();
comment on function shipment_leaves_with_all_lines is 'Departure posts all lines or nothing: checked when the transaction ends.';

create function receipt_line_keeps_the_law() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (
      select from receipt r join shipment_line l on l.shipment_id = r.shipment_id
      join shipment_current c on c.shipment_id = r.shipment_id
        and (c.state = 'arrived' or not new.counts and c.state in ('received', 'closed-with-discrepancy'))
      where r.id = new.receipt_id and l.id = new.shipment_line_id) then
    perform broken_law('receipt_of_what_has_arrived', 'only lines of a shipment that has arrived and is not closed are received');
  end if;
  if not new.counts then return null; end if;
  update shipment_line_position set
    accepted = accepted + new.accepted, damaged = damaged + new.damaged,
    missing = missing + new.missing, refused = refused + new.refused
  where shipment_line_id = new.shipment_line_id;
  return null;
end $$;
create trigger receipt_line_law after insert on receipt_line for each row execute function receipt_line_keeps_the_law();

create function discrepancy_gets_a_position() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into discrepancy_position (discrepancy_id, shipment_id, operation_id, quantity, opened_at)
    select new.id, new.shipment_id, s.operation_id, new.quantity, new.opened_at from shipment s where s.id = new.shipment_id;
  return null;
end $$;
create trigger discrepancy_opened after insert on discrepancy for each row execute function discrepancy_gets_a_position();

create function discrepancy_event_keeps_the_law() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.kind <> 'settled' then return null; end if;
  update discrepancy_position set settled = settled + new.quantity where discrepancy_id = new.discrepancy_id;
  update shipment_line_position p set
    recovered = p.recovered + case when new.settlement in ('found-there', 'usable-after-all') then new.quantity else 0 end,
    surplus = p.surplus + case when new.settlement = 'booked' then new.quantity else 0 end
  from discrepancy d where d.id = new.discrepancy_id and p.shipment_line_id = d.shipment_line_id;
  return null;
end $$;
create trigger discrepancy_event_law after insert on discrepancy_event for each row execute function discrepancy_event_keeps_the_law();

create function use_report_keeps_the_law() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update shipment_line_position set
    in_use = in_use + case new.kind when 'in-use' then new.quantity else 0 end,
    consumed = consumed + case new.kind when 'consumed' then new.quantity else 0 end
  where shipment_line_id = new.shipment_line_id;
  return null;
end $$;
create trigger use_report_law after insert on use_report for each row execute function use_report_keeps_the_law();

create function place_in_use(place uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select exists (
        select from balance b join ledger_account a on a.id = b.account_id
        where a.place_id = place and a.kind in ('hub', 'site') and b.quantity > 0)
      or exists (
        select from shipment s join shipment_current c on c.shipment_id = s.id
        where place in (s.origin_id, s.destination_id)
          and c.state not in ('received', 'closed-with-discrepancy', 'cancelled', 'returned', 'lost'));
  end;
comment on function place_in_use is 'Goods lie there, or a shipment that has not ended starts or ends there.';

-- Asks in the name of the database: whether goods lie at a place is nothing a city learns of another's by its id.
create function place_retires_empty() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.retired_at is not null and place_in_use(new.id) then
    perform broken_law('place_retires_empty', 'goods lie at this place, or a shipment starts or ends there');
  end if;
  return new;
end $$;
create trigger place_is_retired before update of retired_at on place for each row execute function place_retires_empty();

create function places_stay_within_reach() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  fresh constant jsonb := to_jsonb(new);
  concerns constant uuid := coalesce((fresh ->> 'operation_id')::uuid,
    (select s.operation_id from shipment s where s.id = (fresh ->> 'shipment_id')::uuid));
begin
  if exists (
      select from unnest(array[fresh ->> 'place_id', fresh ->> 'origin_id', fresh ->> 'destination_id']::uuid[]) named
      where named is not null and not exists (
        select from place p left join operation o on o.id = concerns
        where p.id = named and p.city_id in ((fresh ->> 'city_id')::uuid, o.lead_city_id, o.partner_city_id))) then
    perform broken_law('place_within_reach', 'goods go between places of the cities concerned, and to no other');
  end if;
  return new;
end $$;
comment on function places_stay_within_reach is
  'A place is named by its id, and ids can be sent by anybody: that of a city without a part in it is none.';
create trigger ledger_account_within_reach before insert on ledger_account
  for each row when (new.place_id is not null) execute function places_stay_within_reach();
create trigger receipt_within_reach before insert on receipt
  for each row when (new.place_id is not null) execute function places_stay_within_reach();
create function receipt_dates_its_shipment() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update shipment_current set received_at = least(received_at, new.received_at) where shipment_id = new.shipment_id;
  return null;
end $$;
create trigger receipt_dates_its_shipment after insert on receipt for each row execute function receipt_dates_its_shipment();
create trigger shipment_within_reach before insert or update of origin_id, destination_id on shipment
  for each row execute function places_stay_within_reach();

-- Who may do what ---------------------------------------------------------------------------------------------------

create function shipment_in_reach(shipment uuid) returns boolean
  language sql stable
  return exists (select from shipment s where s.id = shipment and s.operation_id in (select visible_operations()));

create function lock_shipment(wanted uuid) returns setof shipment_current
  language sql volatile security definer set search_path = public, pg_temp
  begin atomic
    select * from shipment_current
    where shipment_id = wanted and operation_id in (select visible_operations()) for update;
  end;
comment on function lock_shipment is 'The first lock of every command on a shipment; then lots, then the head of the book.';

do $$
declare
  name text;
begin
  foreach name in array array['shipment', 'shipment_stop', 'shipment_vehicle', 'shipment_crew', 'shipment_event', 'shipment_current',
      'shipment_line', 'shipment_line_position', 'receipt', 'receipt_line', 'receipt_extra', 'discrepancy', 'discrepancy_event',
      'discrepancy_position', 'use_report'] loop
    call keep_rows_apart(name);
    execute format('grant select on %I to tandem_app, tandem_worker', name);
  end loop;
  foreach name in array array['shipment', 'shipment_stop', 'shipment_vehicle', 'shipment_crew', 'shipment_event', 'shipment_line',
      'receipt', 'receipt_line', 'receipt_extra', 'discrepancy', 'discrepancy_event', 'use_report'] loop
    execute format('grant insert on %I to tandem_app', name);
  end loop;
  foreach name in array array['shipment_event', 'receipt', 'receipt_line', 'receipt_extra', 'discrepancy', 'discrepancy_event', 'use_report'] loop
    execute format('create trigger %I before update or delete or truncate on %I for each statement execute function refuse_change()',
      name || '_is_append_only', name);
  end loop;
  foreach name in array array['shipment_stop', 'shipment_vehicle', 'shipment_crew', 'shipment_line'] loop
    execute format('create policy %I on %I for select to tandem_app using (exists (select from shipment s where s.id = shipment_id))',
      name || '_seen_with_its_shipment', name);
    execute format('create policy %I on %I for insert to tandem_app with check (exists (
      select from shipment s where s.id = shipment_id and s.city_id = current_city()))', name || '_added_by_the_sender', name);
    execute format('create policy %I on %I for delete to tandem_app using (exists (
      select from shipment s where s.id = shipment_id and s.city_id = current_city()))', name || '_removed_by_the_sender', name);
    execute format('grant delete on %I to tandem_app', name);
  end loop;
  foreach name in array array['shipment_line_position', 'receipt', 'discrepancy'] loop
    execute format('create policy %I on %I for select to tandem_app using (exists (select from shipment s where s.id = shipment_id))',
      name || '_seen_with_its_shipment', name);
  end loop;
end $$;

create policy shipment_seen_by_its_cities on shipment for select to tandem_app using (operation_id in (select visible_operations()));
create policy shipment_planned_by_the_sender on shipment for insert to tandem_app
  with check (city_id = current_city() and operation_id in (select visible_operations()));
create policy shipment_changed_by_the_sender on shipment for update to tandem_app using (city_id = current_city());
grant update (transport, carrier, origin_id, destination_id, authority, planned_departure, planned_arrival, note) on shipment to tandem_app;
create policy shipment_current_seen_by_its_cities on shipment_current for select to tandem_app
  using (operation_id in (select visible_operations()));
create policy shipment_event_seen_with_its_shipment on shipment_event for select to tandem_app
  using (exists (select from shipment s where s.id = shipment_id));
create policy shipment_event_by_sender_or_receiver on shipment_event for insert to tandem_app
  with check (city_id = current_city() and exists (select from shipment s where s.id = shipment_id
    and (s.city_id = current_city() or shipment_in_reach(s.id) and kind in (
      'noted', 'reached-border', 'cleared-customs', 'arrived', 'receipt-recorded', 'received', 'closed-with-discrepancy'))));
create policy receipt_by_those_concerned on receipt for insert to tandem_app
  with check (city_id = current_city() and shipment_in_reach(shipment_id));
create policy discrepancy_by_those_concerned on discrepancy for insert to tandem_app with check (shipment_in_reach(shipment_id));
create policy receipt_line_seen_with_its_receipt on receipt_line for select to tandem_app
  using (exists (select from receipt r where r.id = receipt_id));
create policy receipt_line_added_with_its_receipt on receipt_line for insert to tandem_app
  with check (exists (select from receipt r where r.id = receipt_id and r.city_id = current_city()));
create policy receipt_extra_seen_with_its_receipt on receipt_extra for select to tandem_app
  using (exists (select from receipt r where r.id = receipt_id));
create policy receipt_extra_added_with_its_receipt on receipt_extra for insert to tandem_app
  with check (exists (select from receipt r where r.id = receipt_id and r.city_id = current_city()));
create policy discrepancy_event_seen_with_it on discrepancy_event for select to tandem_app
  using (exists (select from discrepancy d where d.id = discrepancy_id));
create policy discrepancy_event_by_those_concerned on discrepancy_event for insert to tandem_app
  with check (city_id = current_city() and exists (select from discrepancy d where d.id = discrepancy_id));
create policy discrepancy_position_seen_by_its_cities on discrepancy_position for select to tandem_app
  using (operation_id in (select visible_operations()));
create policy use_report_seen_with_its_line on use_report for select to tandem_app
  using (exists (select from shipment_line l where l.id = shipment_line_id));
create policy use_report_by_those_concerned on use_report for insert to tandem_app
  with check (city_id = current_city() and exists (select from shipment_line l where l.id = shipment_line_id));

-- Driver data goes 30 days after the shipment ended (R12).
create policy shipment_crew_forgotten_by_worker on shipment_crew for delete to tandem_worker
  using (exists (select from shipment_current c where c.shipment_id = shipment_crew.shipment_id and c.ended_at < now() - interval '30 days'));
grant delete on shipment_crew to tandem_worker;

-- An address is told where it is needed and as long as it is: that two cities share an operation is no reason (R11).
create function places_needed() returns setof uuid
  language sql stable
  begin atomic
    select id from place where city_id = current_city()
    union
    select stop.place_id from shipment s join shipment_current c on c.shipment_id = s.id and c.ended_at is null
      cross join lateral (values (s.origin_id), (s.destination_id)) stop (place_id)
      where stop.place_id is not null;
  end;
comment on function places_needed is
  'The acting city''s own places, and those that shipments of its operations come from or go to until they have ended.';
create policy place_address_seen_while_goods_move on place_address for select to tandem_app
  using (place_id in (select places_needed()));

grant execute on function places_needed, shipment_in_reach, shipment_open_for_loading, lock_shipment to tandem_app, tandem_worker;
