-- Accounts, their roles and keys, sessions, one-time links, limits on attempts, and the audit trail.
-- tandem_app works for one signed-in account of one city. tandem_worker authenticates: it is the only role that reads
-- secrets, and even those are hashes.

create table account (
  id           uuid primary key,
  city_id      uuid not null references city,
  email        text not null
                 constraint account_email_unique unique
                 constraint account_email_is_lower_case check (email = lower(email))
                 constraint account_email_shape check (email ~ '^[^\s@,;<>]+@[^\s@,;<>]+$' and length(email) <= 254),
  name         text not null constraint account_name_length check (length(btrim(name)) between 1 and 120),
  language     text not null constraint account_language_known check (language in ('de', 'uk', 'en')),
  created_at   timestamptz not null,
  disabled_at  timestamptz
);
comment on table account is 'People who work in Tandem for one city. Never deleted: what they did keeps their name.';
create index account_by_city on account (city_id);

create table account_role (
  account_id  uuid not null references account,
  role        text not null constraint account_role_known check (role in (
                'coordinator', 'partner-officer', 'warehouse', 'editor', 'council-reader', 'administrator')),
  granted_at  timestamptz not null,
  granted_by  uuid references account,
  primary key (account_id, role)
);
comment on column account_role.granted_by is 'Null where the system itself granted it, when the city was set up.';

create function holds_role(wanted text[]) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select exists (
      select from account_role r join account a on a.id = r.account_id
      where r.account_id = current_account() and r.role = any (wanted)
        and a.city_id = current_city() and a.disabled_at is null);
  end;
comment on function holds_role is
  'Whether the acting account works for the acting city in one of these roles. Security definer: the policies of account use it.';

create function is_colleague(account_id uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select exists (select from account a where a.id = is_colleague.account_id and a.city_id = current_city());
  end;
comment on function is_colleague is 'Whether an account belongs to the acting city.';

create table account_passphrase (
  account_id  uuid primary key references account,
  hash        text not null constraint account_passphrase_is_argon2id check (hash like '$argon2id$%'),
  set_at      timestamptz not null
);
comment on table account_passphrase is 'Argon2id hashes in PHC format. Only tandem_worker reads them.';

create table passkey (
  id            text primary key constraint passkey_id_is_base64url check (id ~ '^[A-Za-z0-9_-]+$' and length(id) between 16 and 1400),
  account_id    uuid not null references account,
  public_key    bytea not null,
  counter       bigint not null constraint passkey_counter_not_negative check (counter >= 0),
  transports    text[] not null default '{}',
  synced        boolean not null,
  name          text not null constraint passkey_name_length check (length(btrim(name)) between 1 and 60),
  created_at    timestamptz not null,
  last_used_at  timestamptz
);
comment on column passkey.synced is 'Backed up by its maker (phone, password manager); false for keys that live in one device.';
create index passkey_by_account on passkey (account_id);

create table passkey_challenge (
  challenge_hash  bytea primary key constraint passkey_challenge_is_sha256 check (length(challenge_hash) = 32),
  account_id      uuid references account,
  expires_at      timestamptz not null
);
comment on table passkey_challenge is
  'Challenges handed out and not yet answered; taken out by the answer. With an account: to add a passkey; without: to sign in.';
create index passkey_challenge_by_expiry on passkey_challenge (expires_at);

create table session (
  id            uuid primary key,
  token_hash    bytea not null
                  constraint session_token_unique unique
                  constraint session_token_is_sha256 check (length(token_hash) = 32),
  account_id    uuid not null references account,
  method        text not null constraint session_method_known check (method in ('passkey', 'passphrase', 'link')),
  strength      text not null constraint session_strength_known check (strength in ('full', 'enrolment')),
  device        text not null constraint session_device_length check (length(device) <= 80),
  address_hash  bytea not null,
  signed_in_at  timestamptz not null,
  last_seen_at  timestamptz not null constraint session_seen_after_sign_in check (last_seen_at >= signed_in_at),
  ended_at      timestamptz
);
comment on column session.token_hash is 'SHA-256 of the random 256-bit token in the cookie; the token itself is stored nowhere.';
comment on column session.address_hash is 'Keyed hash: tells that an account was used from an address before, never which.';
create index session_by_account on session (account_id, signed_in_at desc);

create table one_time_link (
  id          uuid primary key,
  token_hash  bytea not null
                constraint one_time_link_token_unique unique
                constraint one_time_link_token_is_sha256 check (length(token_hash) = 32),
  account_id  uuid not null references account,
  purpose     text not null constraint one_time_link_purpose_known check (purpose in ('sign-in', 'invitation', 'recovery', 'demo')),
  created_at  timestamptz not null,
  expires_at  timestamptz not null,
  used_at     timestamptz,
  constraint one_time_link_expires_within_a_week check (expires_at > created_at and expires_at <= created_at + interval '7 days'),
  constraint one_time_link_of_a_demo_is_not_used_up check (purpose <> 'demo' or used_at is null)
);
create index one_time_link_by_account on one_time_link (account_id);
create index one_time_link_by_expiry on one_time_link (expires_at);

create table attempt_budget (
  key          bytea primary key,
  tokens       double precision not null constraint attempt_budget_not_negative check (tokens >= 0),
  refilled_at  timestamptz not null
);
comment on table attempt_budget is
  'What is left of a limit on attempts, by keyed hash of what it limits. Losing it does no harm: it is full again.';
create index attempt_budget_by_refill on attempt_budget (refilled_at);

create table access_secret (
  name   text primary key,
  value  bytea not null constraint access_secret_long_enough check (length(value) >= 32)
);
comment on table access_secret is 'Keys of this instance, made at their first use. Only tandem_worker reads them.';

create table audit_entry (
  id            bigint generated always as identity primary key,
  at            timestamptz not null default clock_timestamp(),
  city_id       uuid not null references city,
  account_id    uuid references account,
  action        text not null constraint audit_entry_action_shape check (action ~ '^[a-z-]+\.[a-z-]+$'),
  subject_kind  text not null constraint audit_entry_subject_kind_shape check (subject_kind ~ '^[a-z-]+$'),
  subject_id    text constraint audit_entry_subject_id_length check (length(subject_id) <= 200),
  details       jsonb not null default '{}' constraint audit_entry_details_are_an_object check (jsonb_typeof(details) = 'object'),
  request_id    uuid
);
comment on table audit_entry is
  'Who did what, on what, when. Append-only: no role may change or remove an entry, and a trigger refuses it to the owner too.';
comment on column audit_entry.at is 'The clock of the database, not of the caller: an entry cannot be dated back.';
create index audit_entry_by_city on audit_entry (city_id, id desc);
create index audit_entry_by_account on audit_entry (account_id, id desc);
create index audit_entry_by_subject on audit_entry (subject_kind, subject_id, id desc);

create trigger audit_entry_is_append_only before update or delete or truncate on audit_entry
  for each statement execute function refuse_change();

do $$
declare
  name text;
begin
  foreach name in array array[
    'account', 'account_role', 'account_passphrase', 'passkey', 'passkey_challenge', 'session', 'one_time_link',
    'attempt_budget', 'access_secret', 'audit_entry'] loop
    call keep_rows_apart(name);
    execute format('grant select on %I to tandem_worker', name);
  end loop;
end $$;

-- Accounts: seen by the city, kept by its administrators; everybody minds their own name and language.
create policy account_seen_by_its_city on account for select to tandem_app using (city_id = current_city());
create policy account_invited_by_administrators on account for insert to tandem_app
  with check (city_id = current_city() and holds_role('{administrator}'));
create policy account_kept_by_itself_or_administrators on account for update to tandem_app
  using (city_id = current_city() and (id = current_account() or holds_role('{administrator}')))
  with check (city_id = current_city());
create policy account_set_up_by_worker on account for insert to tandem_worker with check (true);
grant select, insert, update (name, language, disabled_at) on account to tandem_app;
grant insert on account to tandem_worker;

create policy account_role_seen_by_its_city on account_role for select to tandem_app using (is_colleague(account_id));
create policy account_role_granted_by_administrators on account_role for insert to tandem_app
  with check (is_colleague(account_id) and holds_role('{administrator}') and granted_by = current_account());
create policy account_role_withdrawn_by_administrators on account_role for delete to tandem_app
  using (is_colleague(account_id) and holds_role('{administrator}'));
create policy account_role_set_up_by_worker on account_role for insert to tandem_worker with check (true);
grant select, insert, delete on account_role to tandem_app;
grant insert on account_role to tandem_worker;

-- Keys: the app role sees that a passkey exists, never a hash of a passphrase, a token or a challenge.
create policy passkey_seen_by_its_owner_and_administrators on passkey for select to tandem_app
  using (account_id = current_account() or (is_colleague(account_id) and holds_role('{administrator}')));
create policy passkey_removed_by_its_owner_and_administrators on passkey for delete to tandem_app
  using (account_id = current_account() or (is_colleague(account_id) and holds_role('{administrator}')));
grant select (id, account_id, name, synced, created_at, last_used_at), delete on passkey to tandem_app;
create policy passkey_added_by_worker on passkey for insert to tandem_worker with check (true);
create policy passkey_used_by_worker on passkey for update to tandem_worker using (true);
grant insert, update (counter, synced, last_used_at) on passkey to tandem_worker;

create policy account_passphrase_set_by_worker on account_passphrase for insert to tandem_worker with check (true);
create policy account_passphrase_changed_by_worker on account_passphrase for update to tandem_worker using (true);
create policy account_passphrase_removed_by_worker on account_passphrase for delete to tandem_worker using (true);
grant insert, update (hash, set_at), delete on account_passphrase to tandem_worker;

create policy passkey_challenge_made_by_worker on passkey_challenge for insert to tandem_worker with check (true);
create policy passkey_challenge_taken_by_worker on passkey_challenge for delete to tandem_worker using (true);
grant insert, delete on passkey_challenge to tandem_worker;

-- Sessions: a person sees and ends their own, an administrator those of the city.
create policy session_seen_by_its_owner_and_administrators on session for select to tandem_app
  using (account_id = current_account() or (is_colleague(account_id) and holds_role('{administrator}')));
create policy session_ended_by_its_owner_and_administrators on session for update to tandem_app
  using (account_id = current_account() or (is_colleague(account_id) and holds_role('{administrator}')))
  with check (ended_at is not null);
grant select (id, account_id, method, strength, device, signed_in_at, last_seen_at, ended_at), update (ended_at)
  on session to tandem_app;
create policy session_begun_by_worker on session for insert to tandem_worker with check (true);
create policy session_kept_by_worker on session for update to tandem_worker using (true);
create policy session_forgotten_by_worker on session for delete to tandem_worker using (true);
grant insert, update (last_seen_at, ended_at), delete on session to tandem_worker;

create policy one_time_link_sent_by_administrators on one_time_link for insert to tandem_app
  with check (is_colleague(account_id) and holds_role('{administrator}') and purpose in ('invitation', 'recovery') and used_at is null);
grant insert on one_time_link to tandem_app;
create policy one_time_link_made_by_worker on one_time_link for insert to tandem_worker with check (true);
create policy one_time_link_used_by_worker on one_time_link for update to tandem_worker using (true);
create policy one_time_link_forgotten_by_worker on one_time_link for delete to tandem_worker using (true);
grant insert, update (used_at), delete on one_time_link to tandem_worker;

create policy attempt_budget_opened_by_worker on attempt_budget for insert to tandem_worker with check (true);
create policy attempt_budget_spent_by_worker on attempt_budget for update to tandem_worker using (true);
create policy attempt_budget_forgotten_by_worker on attempt_budget for delete to tandem_worker using (true);
grant insert, update (tokens, refilled_at), delete on attempt_budget to tandem_worker;

create policy access_secret_made_by_worker on access_secret for insert to tandem_worker with check (true);
grant insert on access_secret to tandem_worker;

-- The trail: written in the name of whoever acts, read by those who answer for the city.
create policy audit_entry_written_by_whoever_acts on audit_entry for insert to tandem_app
  with check (city_id = current_city() and account_id is not distinct from current_account());
create policy audit_entry_read_by_coordinators_and_administrators on audit_entry for select to tandem_app
  using (city_id = current_city() and holds_role('{coordinator,administrator}'));
create policy audit_entry_written_by_worker on audit_entry for insert to tandem_worker with check (true);
grant select, insert (city_id, account_id, action, subject_kind, subject_id, details, request_id) on audit_entry to tandem_app;
grant insert (city_id, account_id, action, subject_kind, subject_id, details, request_id) on audit_entry to tandem_worker;

grant execute on function holds_role, is_colleague to tandem_app, tandem_worker;
