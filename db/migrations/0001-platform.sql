-- What the platform itself keeps: which commands had their effect, which mails are to go.

-- PostgreSQL lets everybody call every function. Here only those it is granted to do: functions that run with their
-- owner's rights reach past row-level security.
alter default privileges revoke execute on functions from public;

create function current_account() returns uuid
	language sql stable parallel safe
	return nullif(current_setting('tandem.account', true), '')::uuid;
comment on function current_account() is
	'The account a transaction acts for (inCity); null for holders of a private link and for jobs.';
grant execute on function current_account to tandem_app, tandem_worker;

create table command (
	key uuid primary key,
	city uuid default nullif(current_setting('tandem.city', true), '')::uuid,
	name text not null,
	input_hash bytea not null,
	answer jsonb,
	done_at timestamptz not null default now(),
	constraint command_hash_is_sha256 check (length(input_hash) = 32)
);
comment on table command is
	'Law 2, once: a command that had its effect, under the key its sender chose. The row is written in the transaction of '
	'the effect: both are there or neither. Refused commands leave no row, so they may be mended and sent again.';
comment on column command.input_hash is
	'SHA-256 of command name, account and canonical input: another input under the same key is refused.';
comment on column command.answer is 'What the first sending was answered; each later sending gets the same.';

alter table command enable row level security;
alter table command force row level security;
create policy command_of_city on command to tandem_app
	using (city is not distinct from nullif(current_setting('tandem.city', true), '')::uuid)
	with check (city is not distinct from nullif(current_setting('tandem.city', true), '')::uuid);
create policy command_of_worker on command to tandem_worker using (true) with check (true);
create index command_by_age on command (done_at);
grant select, insert, update (answer) on command to tandem_app, tandem_worker;
grant delete on command to tandem_worker;

create table mail (
	id uuid primary key default gen_random_uuid(),
	dedupe_key text not null constraint mail_once unique,
	recipient text not null,
	language text not null constraint mail_language_is_known check (language in ('de', 'uk', 'en')),
	subject text not null constraint mail_subject_is_one_line check (subject !~ '[\r\n]' and length(subject) between 1 and 500),
	body_text text not null,
	body_html text,
	queued_at timestamptz not null default now(),
	constraint mail_recipient_is_one_address check (recipient ~ '^[^\s@,;<>]+@[^\s@,;<>]+$' and length(recipient) <= 254)
);
create index mail_newest on mail (queued_at desc, id);
comment on table mail is 'The outbox: each mail that is to go, once per dedupe_key, written in the transaction of its cause.';

create table mail_attempt (
	id bigint generated always as identity primary key,
	mail uuid not null references mail on delete cascade,
	outcome text not null constraint mail_outcome_is_known check (outcome in ('started', 'accepted', 'deferred', 'rejected')),
	reply_code integer,
	at timestamptz not null default now()
);
create index mail_attempt_of_mail on mail_attempt (mail, id);
create unique index mail_accepted_once on mail_attempt (mail) where outcome = 'accepted';
comment on table mail_attempt is
	'What happened to a mail, append-only; its state is folded from these rows. "started" without a successor means the '
	'process died while the mail server had the mail: it is not sent again on its own, because it may have arrived.';

grant insert, select (id) on mail to tandem_app;
grant select, insert, update (body_text, body_html), delete on mail to tandem_worker;
grant select, insert on mail_attempt to tandem_worker;

