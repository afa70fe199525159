-- The ledger: which whole units of which lot are where, and who moved them. Append-only double entry (law 1); balances, lot
-- positions and reservations are projections kept by triggers in the same transaction, so that no client can forget them.
-- Every posting is chained by hash to the one before it in its city's book; docs: src/lib/relief/ledger/canonical-posting.ts.
--
-- Locks are always taken in one order: lot positions by lot id, then the head of the book.

create function epoch_milliseconds(at timestamptz) returns bigint
  language sql immutable parallel safe
  return (extract(epoch from at) * 1000)::bigint;

create table ledger_account (
  id            uuid primary key,
  city_id       uuid not null references city,
  kind          text not null constraint ledger_account_kind_known check (kind in (
                  'donor', 'pledged', 'hub', 'transit', 'site', 'in-use', 'consumed', 'lost', 'damaged', 'returned', 'unknown')),
  operation_id  uuid references operation,
  donor_id      uuid,
  place_id      uuid references place,
  shipment_id   uuid,
  role          text not null generated always as (case
                  when kind = 'donor' then 'source'
                  when kind in ('pledged', 'hub') then 'stock'
                  when kind in ('transit', 'site', 'in-use', 'consumed') then 'shipped'
                  when shipment_id is null then 'written-off'
                  else 'shipped' end) stored,
  key           text not null generated always as (kind || ' ' || coalesce(operation_id::text, '-') || ' ' ||
                  coalesce(donor_id::text, '-') || ' ' || coalesce(place_id::text, '-') || ' ' ||
                  coalesce(shipment_id::text, '-')) stored,
  constraint ledger_account_exists_once unique (city_id, key),
  constraint ledger_account_names_its_owner check (case kind
    when 'donor' then donor_id is not null and operation_id is null and place_id is null and shipment_id is null
    when 'pledged' then donor_id is not null and operation_id is null and place_id is null and shipment_id is null
    when 'hub' then place_id is not null and operation_id is null and donor_id is null and shipment_id is null
    when 'transit' then shipment_id is not null and operation_id is not null and place_id is null and donor_id is null
    when 'site' then operation_id is not null and donor_id is null and shipment_id is null
    when 'in-use' then operation_id is not null and donor_id is null and shipment_id is null
    when 'consumed' then operation_id is not null and donor_id is null and shipment_id is null
    else donor_id is null and (shipment_id is null or operation_id is not null) end)
);
comment on table ledger_account is
  'donor: what a donor gave, the only account that goes negative · pledged: accepted, still in the donor''s hands · hub: in our store · '
  'transit: on a shipment · site: received · in-use, consumed: end use · lost, damaged, returned, unknown: what went wrong.';
comment on column ledger_account.city_id is 'The city whose book this is: the one that keeps the lots.';
comment on column ledger_account.operation_id is 'Set where goods have left our stock for an operation; its partner city then sees the account.';
comment on column ledger_account.key is 'The same text as accountKeyText in src/lib/relief/ledger/ledger-account.ts.';
comment on column ledger_account.role is 'What a balance of this account means for the lot''s position.';
create index ledger_account_by_operation on ledger_account (operation_id) where operation_id is not null;
create index ledger_account_by_shipment on ledger_account (shipment_id) where shipment_id is not null;

create table lot (
  id                    uuid primary key,
  city_id               uuid not null references city,
  item_code             text not null constraint lot_item_code_short check (length(item_code) between 1 and 60),
  base_unit             text not null constraint lot_base_unit_short check (length(base_unit) between 1 and 20),
  opened_quantity       bigint not null constraint lot_quantity_positive check (opened_quantity > 0),
  attributes            jsonb not null default '{}' constraint lot_attributes_object check (jsonb_typeof(attributes) = 'object'),
  condition             text not null constraint lot_condition_short check (length(condition) between 1 and 40),
  donor_id              uuid not null,
  offer_line_id         uuid references offer_line,
  serial_number         text constraint lot_serial_number_short check (length(serial_number) between 1 and 80),
  expires_on            date,
  place_id              uuid references place,
  available_from        date,
  earmark_operation_id  uuid references operation,
  own_transport         boolean not null default false,
  indivisible           boolean not null default false,
  value_cents           bigint constraint lot_value_natural check (value_cents >= 0),
  weight_grams          bigint constraint lot_weight_natural check (weight_grams >= 0),
  volume_millilitres    bigint constraint lot_volume_natural check (volume_millilitres >= 0),
  opened_at             timestamptz(3) not null,
  opened_by             uuid,
  constraint lot_serialised_is_one check (serial_number is null or opened_quantity = 1),
  constraint lot_knows_its_city unique (id, city_id)
);
comment on table lot is
  'Goods of one item, donor, condition and expiry. Never merged; the donor stays on it until the last unit is consumed.';
comment on column lot.indivisible is 'Given to one recipient as a whole: the donor''s wish, as its offer said when it was accepted.';
comment on column lot.expires_on is 'Null where the item does not expire or nobody knows: an expiry date is never invented.';
comment on column lot.value_cents is 'Value, weight and volume are of the whole lot as opened, so that they stay whole numbers.';
comment on constraint lot_serialised_is_one on lot is 'A vehicle or generator with a serial number is a lot of its own.';
create unique index lot_serial_number_once on lot (city_id, item_code, serial_number) where serial_number is not null;
create index lot_by_item on lot (city_id, item_code, id);
create index lot_by_donor on lot (donor_id);
create index lot_by_offer_line on lot (offer_line_id) where offer_line_id is not null;

create table lot_position (
  lot_id            uuid primary key references lot,
  city_id           uuid not null references city,
  accepted          bigint not null default 0 constraint lot_position_accepted_natural check (accepted >= 0),
  reserved          bigint not null default 0 constraint lot_position_reserved_natural check (reserved >= 0),
  shipped           bigint not null default 0 constraint lot_position_shipped_natural check (shipped >= 0),
  written_off       bigint not null default 0 constraint lot_position_written_off_natural check (written_off >= 0),
  last_occurred_at  timestamptz(3),
  free              bigint not null generated always as (accepted - reserved - shipped - written_off) stored,
  constraint lot_position_never_promised_twice check (reserved + shipped + written_off <= accepted)
);
comment on constraint lot_position_never_promised_twice on lot_position is
  'Law 3: two coordinators at once can never promise the same unit. Its row is the lock both wait for.';
create index lot_position_free on lot_position (city_id, lot_id) where free > 0;

create table ledger_head (
  city_id   uuid primary key references city,
  sequence  bigint not null,
  hash      bytea not null
);
comment on table ledger_head is 'The last posting of each city''s book. Its row is locked while the book is written.';

create table posting (
  id              uuid primary key,
  city_id         uuid not null,
  sequence        bigint not null constraint posting_sequence_from_one check (sequence >= 1),
  lot_id          uuid not null,
  from_account    uuid not null references ledger_account,
  to_account      uuid not null references ledger_account,
  quantity        bigint not null constraint posting_moves_something check (quantity > 0),
  occurred_at     timestamptz(3) not null,
  recorded_at     timestamptz(3) not null,
  actor_id        uuid,
  reason          text not null constraint posting_reason_is_a_word check (reason ~ '^[a-z][a-z-]{1,39}$'),
  operation_id    uuid references operation,
  command_key     text,
  reverses        uuid references posting constraint posting_reversed_once unique,
  note_digest     bytea constraint posting_note_digest_sha256 check (octet_length(note_digest) = 32),
  previous_hash   bytea not null,
  hash            bytea not null constraint posting_hash_unique unique,
  constraint posting_sequence_unique unique (city_id, sequence),
  constraint posting_moves_between_two_accounts check (from_account <> to_account),
  constraint posting_not_from_the_future check (occurred_at <= recorded_at),
  constraint posting_in_the_book_of_its_lot foreign key (lot_id, city_id) references lot (id, city_id)
);
comment on table posting is 'Append-only. A mistake is countered by a posting that names the one it reverses (law 1).';
comment on column posting.actor_id is 'Opaque account id without foreign key: the account can be erased, the record stands.';
comment on column posting.command_key is 'The idempotency key of the command that wrote it (law 2).';
comment on column posting.note_digest is 'Salted commitment to the note: erasing the note leaves the chain provable.';
create index posting_by_lot on posting (lot_id, occurred_at, sequence);
create index posting_departed on posting (to_account) where reason = 'departed';
create index posting_by_operation on posting (operation_id, sequence) where operation_id is not null;

create table posting_note (
  posting_id  uuid primary key references posting,
  salt        bytea not null constraint posting_note_salt_length check (octet_length(salt) = 16),
  body        text not null constraint posting_note_body_short check (octet_length(body) between 2 and 8000)
);
comment on table posting_note is
  'Words and evidence of a posting as canonical JSON text {"note", "evidence"}: may name persons, hence outside the chain.';

create table balance (
  account_id    uuid not null references ledger_account,
  lot_id        uuid not null references lot,
  city_id       uuid not null,
  operation_id  uuid,
  role          text not null,
  quantity      bigint not null,
  primary key (account_id, lot_id),
  constraint balance_never_negative check (case role when 'source' then quantity <= 0 else quantity >= 0 end)
);
comment on table balance is 'Projection of posting, kept by trigger. verify-ledger recomputes it.';
comment on constraint balance_never_negative on balance is 'Law 1: no account that holds goods goes negative.';
create index balance_by_lot on balance (lot_id);
create index balance_in_stock on balance (account_id, lot_id) where quantity > 0;

alter table need add constraint need_knows_its_operation unique (id, operation_id);

create table reservation (
  id                  uuid primary key,
  city_id             uuid not null,
  need_id             uuid not null,
  lot_id              uuid not null,
  operation_id        uuid not null references operation,
  quantity            bigint not null constraint reservation_promises_something check (quantity > 0),
  factor_numerator    bigint not null default 1 constraint reservation_factor_numerator_positive check (factor_numerator > 0),
  factor_denominator  bigint not null default 1 constraint reservation_factor_denominator_positive check (factor_denominator > 0),
  decision_id         uuid not null,
  decided_at          timestamptz(3) not null,
  decided_by          uuid,
  constraint reservation_of_a_lot_in_its_book foreign key (lot_id, city_id) references lot (id, city_id),
  constraint reservation_for_a_need_of_its_operation foreign key (need_id, operation_id) references need (id, operation_id)
);
comment on table reservation is 'A promise: so many units of a lot for a need. Append-only; taken back by reservation_release.';
comment on column reservation.factor_numerator is 'Directed substitute: quantity × numerator / denominator base units of the need.';
create index reservation_by_need on reservation (need_id);
create index reservation_by_lot on reservation (lot_id);
create index reservation_by_operation on reservation (operation_id, decided_at desc, id);

create table reservation_release (
  id              uuid primary key,
  reservation_id  uuid not null references reservation,
  quantity        bigint not null constraint reservation_release_something check (quantity > 0),
  reason          text not null constraint reservation_release_has_reason check (length(reason) between 1 and 500),
  released_at     timestamptz(3) not null,
  released_by     uuid
);
create index reservation_release_by_reservation on reservation_release (reservation_id);

create table reservation_position (
  reservation_id  uuid primary key references reservation,
  lot_id          uuid not null references lot,
  operation_id    uuid not null,
  quantity        bigint not null,
  released        bigint not null default 0 constraint reservation_position_released_natural check (released >= 0),
  loaded          bigint not null default 0 constraint reservation_position_loaded_natural check (loaded >= 0),
  departed        bigint not null default 0 constraint reservation_position_departed_natural check (departed >= 0),
  to_load         bigint not null generated always as (quantity - released - loaded - departed) stored,
  constraint reservation_position_never_used_twice check (released + loaded + departed <= quantity)
);
comment on table reservation_position is
  'What became of a promise: released, on the load list of a shipment not yet departed, departed. The rest waits to be loaded.';
create index reservation_position_to_load on reservation_position (operation_id, reservation_id) where to_load > 0;

-- The law, in the database ------------------------------------------------------------------------------------------

create function broken_law(law text, detail text) returns void
  language plpgsql as $$
begin
  raise exception '%', detail using errcode = 'check_violation', constraint = law;
end $$;

create function posting_hash(
  city uuid, sequence bigint, id uuid, lot uuid, from_account uuid, to_account uuid, quantity bigint,
  occurred_at timestamptz, recorded_at timestamptz, actor uuid, reason text, operation uuid, command_key text,
  reverses uuid, note_digest bytea, previous_hash bytea
) returns bytea
  language sql immutable parallel safe
  return sha256(convert_to(concat_ws(E'\n', 'tandem-posting-1', city, sequence, id, lot, from_account, to_account, quantity,
    epoch_milliseconds(occurred_at), epoch_milliseconds(recorded_at), coalesce(actor::text, '-'), reason,
    coalesce(operation::text, '-'), coalesce(encode(sha256(convert_to(command_key, 'UTF8')), 'hex'), '-'),
    coalesce(reverses::text, '-'), coalesce(encode(note_digest, 'hex'), '-'), encode(previous_hash, 'hex')), 'UTF8'));
comment on function posting_hash is 'The same bytes as canonicalPosting in src/lib/relief/ledger/canonical-posting.ts; a test compares both.';

create function lot_gets_a_position() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into lot_position (lot_id, city_id) values (new.id, new.city_id);
  return null;
end $$;
create trigger lot_position_opened after insert on lot for each row execute function lot_gets_a_position();

create function lock_lots(ids uuid[]) returns setof lot_position
  language sql volatile security definer set search_path = public, pg_temp
  begin atomic
    select p.* from lot_position p
    where p.lot_id = any (ids)
      and (p.city_id = current_city()
        or exists (select from reservation r where r.lot_id = p.lot_id and r.operation_id in (select visible_operations())))
    order by p.lot_id for update;
  end;
comment on function lock_lots is 'Locks lots in the one order that cannot deadlock; shows only lots the acting city may touch.';

create function lock_ledger_head(book uuid) returns ledger_head
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  head ledger_head;
begin
  if book not in (select neighbouring_cities()) then
    perform broken_law('ledger_head_of_a_neighbour', format('the book of city %s is none of ours', book));
  end if;
  insert into ledger_head (city_id, sequence, hash) values (book, 0, decode(repeat('00', 32), 'hex')) on conflict do nothing;
  select * into head from ledger_head where city_id = book for update;
  return head;
end $$;
comment on function lock_ledger_head is 'Call it after lock_lots: the head is the last lock of a transaction.';

create function posting_keeps_the_law() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  book uuid;
  head ledger_head;
  wrong record;
  lots uuid[];
  backdated uuid[];
begin
  select city_id, array_agg(distinct lot_id) into book, lots from fresh group by city_id;
  if not found then return null; end if;
  if exists (select from fresh where city_id <> book) then
    perform broken_law('posting_one_book_at_a_time', 'one statement writes to one book');
  end if;
  perform from lot_position where lot_id = any (lots) order by lot_id for update;
  select * into head from ledger_head where city_id = book for update;

  select c.sequence into wrong from (
    select f.*, row_number() over (order by f.sequence) as nth, lag(f.hash, 1, head.hash) over (order by f.sequence) as before
    from fresh f) c
  where c.sequence <> head.sequence + c.nth or c.previous_hash <> c.before
    or c.hash <> posting_hash(c.city_id, c.sequence, c.id, c.lot_id, c.from_account, c.to_account, c.quantity, c.occurred_at,
      c.recorded_at, c.actor_id, c.reason, c.operation_id, c.command_key, c.reverses, c.note_digest, c.previous_hash)
  order by c.sequence limit 1;
  if found then
    perform broken_law('posting_chained_by_hash', format('posting %s of the book does not follow from the one before', wrong.sequence));
  end if;

  select f.sequence into wrong from fresh f
    join lot l on l.id = f.lot_id
    join ledger_account giver on giver.id = f.from_account
    join ledger_account taker on taker.id = f.to_account
  where giver.city_id <> book or taker.city_id <> book
    or coalesce(giver.donor_id, l.donor_id) <> l.donor_id or coalesce(taker.donor_id, l.donor_id) <> l.donor_id
    or (current_city() <> book and (giver.operation_id is distinct from f.operation_id
      or taker.operation_id is distinct from f.operation_id or f.operation_id not in (select visible_operations())));
  if found then
    perform broken_law('posting_within_reach', format('posting %s moves goods between accounts its author may not touch', wrong.sequence));
  end if;

  select f.sequence into wrong from fresh f join posting o on o.id = f.reverses
  where o.lot_id <> f.lot_id or o.from_account <> f.to_account or o.to_account <> f.from_account or o.quantity <> f.quantity
    or o.occurred_at <> f.occurred_at or o.reverses is not null;
  if found then
    perform broken_law('posting_reversal_mirrors', format('posting %s does not mirror the posting it reverses', wrong.sequence));
  end if;

  select array_agg(distinct p.lot_id) into backdated
  from lot_position p join fresh f on f.lot_id = p.lot_id where f.occurred_at < p.last_occurred_at;

  update ledger_head set (sequence, hash) = (select f.sequence, f.hash from fresh f order by f.sequence desc limit 1)
  where city_id = book;
  insert into balance (account_id, lot_id, city_id, operation_id, role, quantity)
    select distinct a.id, f.lot_id, a.city_id, a.operation_id, a.role, 0
    from fresh f join ledger_account a on a.id in (f.from_account, f.to_account)
    on conflict do nothing;
  update balance b set quantity = b.quantity + moved.quantity
  from (
    select account_id, lot_id, sum(quantity) as quantity from (
      select from_account as account_id, lot_id, -quantity as quantity from fresh
      union all select to_account, lot_id, quantity from fresh) leg
    group by account_id, lot_id) moved
  where b.account_id = moved.account_id and b.lot_id = moved.lot_id;
  update lot_position p set
    accepted = p.accepted + moved.accepted,
    shipped = p.shipped + moved.shipped,
    written_off = p.written_off + moved.written_off,
    last_occurred_at = greatest(p.last_occurred_at, moved.occurred_at)
  from (
    select leg.lot_id, max(leg.occurred_at) as occurred_at,
      coalesce(-sum(leg.quantity) filter (where a.role = 'source'), 0) as accepted,
      coalesce(sum(leg.quantity) filter (where a.role = 'shipped'), 0) as shipped,
      coalesce(sum(leg.quantity) filter (where a.role = 'written-off'), 0) as written_off
    from (
      select from_account as account_id, lot_id, -quantity as quantity, occurred_at from fresh
      union all select to_account, lot_id, quantity, occurred_at from fresh) leg
    join ledger_account a on a.id = leg.account_id
    group by leg.lot_id) moved
  where p.lot_id = moved.lot_id;

  if backdated is not null then
    select r.lot_id, r.account_id, r.occurred_at into wrong from (
      select leg.lot_id, leg.account_id, leg.occurred_at, leg.sequence,
        sum(leg.quantity) over (partition by leg.lot_id, leg.account_id order by leg.occurred_at, leg.sequence) as running
      from (
        select lot_id, from_account as account_id, -quantity as quantity, occurred_at, sequence from posting where lot_id = any (backdated)
        union all
        select lot_id, to_account, quantity, occurred_at, sequence from posting where lot_id = any (backdated)) leg
    ) r join ledger_account a on a.id = r.account_id
    where a.role <> 'source' and r.running < 0
    order by r.occurred_at, r.sequence limit 1;
    if found then
      perform broken_law('posting_possible_in_time', format('lot %s: account %s would have held less than nothing at %s',
        wrong.lot_id, wrong.account_id, wrong.occurred_at));
    end if;
  end if;
  return null;
end $$;
comment on function posting_keeps_the_law is
  'Law 1 a second time: chain, reach, mirror, balances, positions and the timeline of every lot that a backdated posting touches.';
create trigger posting_law after insert on posting
  referencing new table as fresh for each statement execute function posting_keeps_the_law();

create function reservation_keeps_the_law() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  wrong record;
begin
  perform from lot_position where lot_id in (select lot_id from fresh) order by lot_id for update;
  select f.id into wrong from fresh f join lot l on l.id = f.lot_id
  where l.earmark_operation_id is not null and l.earmark_operation_id <> f.operation_id;
  if found then
    perform broken_law('reservation_honours_the_earmark', format('reservation %s promises what its donor gave for elsewhere', wrong.id));
  end if;
  select f.id into wrong from fresh f join lot l on l.id = f.lot_id and l.indivisible join lot_position p on p.lot_id = f.lot_id
  where f.quantity <> p.free;
  if found then
    perform broken_law('reservation_takes_all_of_what_is_indivisible',
      format('reservation %s promises a part of what its donor gives only as a whole', wrong.id));
  end if;
  update lot_position p set reserved = p.reserved + f.quantity
  from (select lot_id, sum(quantity) as quantity from fresh group by lot_id) f where p.lot_id = f.lot_id;
  insert into reservation_position (reservation_id, lot_id, operation_id, quantity)
    select id, lot_id, operation_id, quantity from fresh;
  return null;
end $$;
create trigger reservation_law after insert on reservation
  referencing new table as fresh for each statement execute function reservation_keeps_the_law();

create function reservation_release_keeps_the_law() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from lot_position where lot_id in (
    select r.lot_id from reservation r join fresh f on f.reservation_id = r.id) order by lot_id for update;
  update reservation_position p set released = p.released + f.quantity
  from (select reservation_id, sum(quantity) as quantity from fresh group by reservation_id) f
  where p.reservation_id = f.reservation_id;
  update lot_position p set reserved = p.reserved - f.quantity
  from (select r.lot_id, sum(f.quantity) as quantity from fresh f join reservation r on r.id = f.reservation_id group by r.lot_id) f
  where p.lot_id = f.lot_id;
  return null;
end $$;
create trigger reservation_release_law after insert on reservation_release
  referencing new table as fresh for each statement execute function reservation_release_keeps_the_law();

-- Who may do what ---------------------------------------------------------------------------------------------------

do $$
declare
  name text;
begin
  foreach name in array array['ledger_account', 'lot', 'lot_position', 'ledger_head', 'posting', 'posting_note', 'balance',
      'reservation', 'reservation_release', 'reservation_position'] loop
    call keep_rows_apart(name);
    execute format('grant select on %I to tandem_app, tandem_worker', name);
  end loop;
  foreach name in array array['ledger_account', 'lot', 'posting', 'posting_note', 'reservation', 'reservation_release'] loop
    execute format('grant insert on %I to tandem_app', name);
    execute format('create trigger %I before update or delete or truncate on %I for each statement execute function refuse_change()',
      name || '_is_append_only', name);
  end loop;
end $$;

create policy ledger_account_seen_by_its_cities on ledger_account for select to tandem_app
  using (city_id = current_city() or operation_id in (select visible_operations()));
create policy ledger_account_opened_by_its_cities on ledger_account for insert to tandem_app
  with check (city_id = current_city() or operation_id in (select visible_operations()));
create policy reservation_seen_by_its_cities on reservation for select to tandem_app
  using (city_id = current_city() or operation_id in (select visible_operations()));
create policy reservation_made_by_the_keeper on reservation for insert to tandem_app with check (city_id = current_city());
create policy reservation_release_seen_with_it on reservation_release for select to tandem_app
  using (exists (select from reservation r where r.id = reservation_id));
create policy reservation_release_by_the_keeper on reservation_release for insert to tandem_app
  with check (exists (select from reservation r where r.id = reservation_id and r.city_id = current_city()));
create policy reservation_position_seen_by_its_cities on reservation_position for select to tandem_app
  using (exists (select from reservation r where r.id = reservation_id));
create policy lot_seen_by_its_keeper_and_receiver on lot for select to tandem_app
  using (city_id = current_city()
    or id in (select r.lot_id from reservation r where r.operation_id in (select visible_operations())));
-- Of another city's organisations its donors are seen, each with the first of its goods that is promised to an operation of
-- ours; private persons never.
create policy organisation_seen_as_donor on organisation for select to tandem_app
  using (kind <> 'private-person' and public_name_allowed and exists (
    select from lot l join reservation r on r.lot_id = l.id
    where l.donor_id = organisation.id and r.operation_id in (select visible_operations())));
create policy lot_opened_by_its_keeper on lot for insert to tandem_app with check (city_id = current_city());
create policy lot_position_seen_by_its_keeper on lot_position for select to tandem_app using (city_id = current_city());
create policy ledger_head_seen_by_neighbours on ledger_head for select to tandem_app
  using (city_id in (select neighbouring_cities()));
create policy posting_seen_by_its_cities on posting for select to tandem_app
  using (city_id = current_city() or operation_id in (select visible_operations()));
create policy posting_written_by_its_cities on posting for insert to tandem_app
  with check (city_id = current_city() or operation_id in (select visible_operations()));
create policy posting_note_seen_with_it on posting_note for select to tandem_app
  using (exists (select from posting p where p.id = posting_id));
create policy posting_note_written_with_it on posting_note for insert to tandem_app
  with check (exists (select from posting p where p.id = posting_id));
create policy balance_seen_by_its_cities on balance for select to tandem_app
  using (city_id = current_city() or operation_id in (select visible_operations()));

grant execute on function epoch_milliseconds, posting_hash, lock_lots, lock_ledger_head to tandem_app, tandem_worker;
