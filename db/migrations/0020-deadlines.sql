-- What falls due: what was marked as done where the record itself has no state for it, which reminders went to whom, and
-- the secret addresses under which people subscribe to their calendar.

create table deadline_mark (
  city_id     uuid not null references city,
  key         text not null constraint deadline_mark_key_shape check (key ~ '^[a-z-]+(:[0-9a-z-]+){1,3}$' and length(key) <= 200),
  sequence    integer not null constraint deadline_mark_sequence_from_one check (sequence >= 1),
  done        boolean not null,
  note        text not null default '' constraint deadline_mark_note_short check (length(note) <= 500),
  at          timestamptz not null,
  account_id  uuid,
  primary key (city_id, key, sequence),
  constraint deadline_mark_alternates check (done = (sequence % 2 = 1))
);
comment on table deadline_mark is 'Append-only: what was done, and what was taken up again. Odd marks say done, even ones take it back.';
call make_append_only('deadline_mark');

create function deadline_mark_is_next() returns trigger
  language plpgsql as $$
begin
  if new.sequence <> 1 + (select count(*) from deadline_mark where city_id = new.city_id and key = new.key) then
    raise exception 'deadline %: mark % is not the next one', new.key, new.sequence
      using errcode = 'restrict_violation', constraint = 'deadline_mark_is_next';
  end if;
  return new;
end $$;
create trigger deadline_mark_is_guarded before insert on deadline_mark for each row execute function deadline_mark_is_next();

create table deadline_digest (
  account_id  uuid not null references account,
  day         date not null,
  at          timestamptz not null,
  primary key (account_id, day)
);
comment on table deadline_digest is 'One mail of reminders per person and day, written in the transaction that puts it into the outbox.';

create table deadline_reminder (
  account_id  uuid not null,
  key         text not null,
  due         date not null,
  stage       integer not null constraint deadline_reminder_stage_known check (stage in (-14, -3) or (stage >= 0 and stage % 7 = 0)),
  day         date not null,
  primary key (account_id, key, due, stage),
  constraint deadline_reminder_in_a_digest foreign key (account_id, day) references deadline_digest (account_id, day) on delete cascade
);
comment on table deadline_reminder is 'Each reminder goes once: 14 and 3 days ahead, on the day, and each week after it.';
comment on column deadline_reminder.stage is 'Days after the due day; negative before it.';
create index deadline_reminder_by_day on deadline_reminder (account_id, day);

create table deadline_feed (
  token_hash  bytea primary key constraint deadline_feed_token_is_sha256 check (length(token_hash) = 32),
  account_id  uuid not null references account,
  created_at  timestamptz not null,
  revoked_at  timestamptz
);
comment on table deadline_feed is 'A secret address of a person''s calendar; only the hash is kept.';
create unique index deadline_feed_one_at_a_time on deadline_feed (account_id) where revoked_at is null;

do $$
declare
  name text;
begin
  foreach name in array array['deadline_mark', 'deadline_digest', 'deadline_reminder', 'deadline_feed'] loop
    call keep_rows_apart(name);
    execute format('grant select on %I to tandem_worker', name);
  end loop;
  foreach name in array array['deadline_digest', 'deadline_reminder'] loop
    execute format('create policy %I on %I for insert to tandem_worker with check (true)', name || '_written_by_worker', name);
    execute format('create policy %I on %I for delete to tandem_worker using (true)', name || '_forgotten_by_worker', name);
    execute format('grant insert, delete on %I to tandem_worker', name);
  end loop;
end $$;

-- A partner who looks at the tasks of all cities must not be told that what was done is still due.
create policy deadline_mark_seen_by_partners on deadline_mark for select to tandem_app using (city_id in (select bound_cities()));
create policy deadline_mark_made_by_its_city on deadline_mark for insert to tandem_app with check (city_id = current_city());
grant select, insert on deadline_mark to tandem_app;
create policy deadline_feed_of_its_owner on deadline_feed for select to tandem_app using (account_id = current_account());
create policy deadline_feed_made_by_its_owner on deadline_feed for insert to tandem_app with check (account_id = current_account());
create policy deadline_feed_revoked_by_its_owner on deadline_feed for update to tandem_app
  using (account_id = current_account()) with check (account_id = current_account());
grant select, insert, update (revoked_at) on deadline_feed to tandem_app;
