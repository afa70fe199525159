-- News by mail. Readers have no account: an address, what they want to hear of, and nothing else. Only jobs and the pages behind a
-- private link touch these tables (tandem_worker); the office sees counts. Then: the press lists of a city.

alter table mail add column unsubscribe_url text constraint mail_unsubscribe_url_is_one_line check (unsubscribe_url !~ '\s');
alter table mail add column about uuid;
comment on column mail.unsubscribe_url is 'Where one click ends what the mail is part of (RFC 8058); forgotten with its text.';
comment on column mail.about is 'The record that takes the mail with it when it is erased.';
create index mail_about on mail (about) where about is not null;

create table subscription (
  id            uuid primary key,
  email         text not null
                constraint subscription_email_unique unique
                constraint subscription_email_shape check (email ~ '^[^\s@,;<>]+@[^\s@,;<>]+$' and email = lower(email) and length(email) <= 254),
  language      text not null constraint subscription_language_known check (language in ('de', 'uk', 'en')),
  rhythm        text not null constraint subscription_rhythm_known check (rhythm in ('at-once', 'daily', 'weekly')),
  terms         text[] not null constraint subscription_terms_bounded check (cardinality(terms) <= 200),
  partnerships  text[] not null constraint subscription_partnerships_bounded check (cardinality(partnerships) <= 200),
  asked_at      timestamptz(3) not null,
  confirmed_at  timestamptz(3)
);
comment on table subscription is
  'A reader who wants news by mail. Nothing is sent before the reader confirmed the address; leaving deletes the row and with it '
  'every mail to it.';
comment on column subscription.terms is '"topic/energy". Empty here and in partnerships: everything.';
create index subscription_to_mail on subscription (language, rhythm, id) where confirmed_at is not null;
create index subscription_unconfirmed on subscription (asked_at) where confirmed_at is null;

create table subscription_consent (
  subscription_id  uuid primary key,
  address_hash     bytea not null constraint subscription_consent_hash_is_sha256 check (length(address_hash) = 32),
  wording          integer not null constraint subscription_consent_wording_numbered check (wording >= 1),
  language         text not null,
  asked_at         timestamptz(3) not null,
  confirmed_at     timestamptz(3) not null,
  ended_at         timestamptz(3),
  ended_because    text constraint subscription_consent_end_known check (ended_because in ('left', 'bounced')),
  constraint subscription_consent_end_has_reason check ((ended_at is null) = (ended_because is null))
);
comment on table subscription_consent is
  'Proof that mail was wanted: which wording was agreed to and when, under a hash only this instance can make of an address. Outlives '
  'the subscription until claims from it lapse.';
create index subscription_consent_ended on subscription_consent (ended_at) where ended_at is not null;

create table blocked_address (
  address_hash  bytea primary key constraint blocked_address_hash_is_sha256 check (length(address_hash) = 32),
  at            timestamptz(3) not null
);
comment on table blocked_address is 'Whoever holds the address wants no mail about subscriptions, whoever types it.';

create table news_issue (
  id           uuid primary key,
  rhythm       text not null constraint news_issue_rhythm_known check (rhythm in ('at-once', 'daily', 'weekly')),
  article_id   uuid,
  sequence     integer,
  on_day       date,
  at           timestamptz(3) not null,
  reached      uuid,
  planned_at   timestamptz(3),
  planned      integer not null default 0,
  sent         integer not null default 0,
  refused      integer not null default 0,
  dropped      integer not null default 0,
  constraint news_issue_of_an_event foreign key (article_id, sequence) references article_event,
  constraint news_issue_tells_of_an_event_or_a_day check (
    case rhythm when 'at-once' then num_nonnulls(article_id, sequence) = 2 and on_day is null
    else num_nulls(article_id, sequence) = 2 and on_day is not null end),
  constraint news_issue_of_an_event_once unique (article_id, sequence),
  constraint news_issue_of_a_day_once unique (rhythm, on_day)
);
comment on table news_issue is 'What goes out together: one publication to those who want it at once, or the news of a day or a week.';
comment on column news_issue.reached is 'The last subscription that was looked at; the work goes on behind it after a crash.';
create index news_issue_open on news_issue (at) where planned_at is null;
create index news_issue_newest on news_issue (at desc, id);

create table news_delivery (
  subscription_id  uuid not null references subscription on delete cascade,
  article_id       uuid not null,
  sequence         integer not null,
  issue_id         uuid not null references news_issue,
  state            text not null default 'waiting' constraint news_delivery_state_known
                   check (state in ('waiting', 'in-outbox', 'sent', 'refused', 'dropped')),
  mail_id          uuid references mail on delete set null,
  at               timestamptz(3) not null,
  primary key (subscription_id, article_id, sequence)
);
comment on table news_delivery is
  'One publication for one reader, at most once whatever crashes or runs twice. It is handed to the outbox in the transaction that '
  'writes its mail, and dropped where the article is no longer to be read by then.';
create index news_delivery_waiting on news_delivery (issue_id, subscription_id) where state = 'waiting';
create index news_delivery_in_outbox on news_delivery (issue_id, mail_id) where state = 'in-outbox';
create index news_delivery_by_mail on news_delivery (mail_id) where mail_id is not null;
create index news_delivery_unsettled on news_delivery (issue_id) where state in ('waiting', 'in-outbox');
create index news_delivery_by_age on news_delivery (at);

create table news_bounce (
  subscription_id  uuid not null references subscription on delete cascade,
  mail_id          uuid not null,
  hard             boolean not null,
  status           text not null constraint news_bounce_status_bounded check (length(status) <= 20),
  at               timestamptz(3) not null,
  primary key (subscription_id, mail_id)
);
comment on table news_bounce is 'Mails that did not arrive. A hard one ends the subscription, soft ones when they add up.';

create index article_event_published on article_event (at) where kind = 'textPublished';

do $$
declare
  name text;
begin
  foreach name in array array['subscription', 'subscription_consent', 'blocked_address', 'news_issue', 'news_delivery', 'news_bounce'] loop
    call keep_rows_apart(name);
    execute format('create policy %I on %I to tandem_worker using (true) with check (true)', name || '_kept_by_worker', name);
    execute format('grant select, insert on %I to tandem_worker', name);
  end loop;
end $$;
grant update (language, rhythm, terms, partnerships, asked_at, confirmed_at), delete on subscription to tandem_worker;
grant update (ended_at, ended_because), delete on subscription_consent to tandem_worker;
grant update (reached, planned_at, planned, sent, refused, dropped) on news_issue to tandem_worker;
grant update (state, mail_id, at), delete on news_delivery to tandem_worker;
grant update (unsubscribe_url) on mail to tandem_worker;

-- Whom a city's press office writes to: journalists who agreed or asked to be written to, and what was sent to them when.

create table press_list (
  id          uuid primary key,
  city_id     uuid not null references city,
  name        text not null constraint press_list_name_bounded check (length(name) between 1 and 120),
  language    text not null constraint press_list_language_known check (language in ('de', 'uk', 'en')),
  created_at  timestamptz(3) not null,
  constraint press_list_named_once unique (city_id, name)
);
comment on table press_list is 'People a press office writes to together, in one language.';

create table press_recipient (
  id        uuid primary key,
  list_id   uuid not null references press_list,
  city_id   uuid not null references city,
  name      text not null constraint press_recipient_name_bounded check (length(name) between 1 and 120),
  outlet    text not null constraint press_recipient_outlet_bounded check (length(outlet) <= 120),
  email     text not null
            constraint press_recipient_email_shape check (email ~ '^[^\s@,;<>]+@[^\s@,;<>]+$' and email = lower(email) and length(email) <= 254),
  basis     text not null constraint press_recipient_basis_known check (basis in ('asked', 'agreed', 'published')),
  proof     text not null constraint press_recipient_proof_given check (length(proof) between 1 and 300),
  added_at  timestamptz(3) not null,
  added_by  uuid,
  constraint press_recipient_once_per_list unique (list_id, email)
);
comment on table press_recipient is 'Somebody on a list, with why they may be written to. Whoever leaves is deleted, with every mail to them.';
comment on column press_recipient.proof is 'Where it can be looked up that they asked, agreed or published the address for this.';

create table press_sending (
  id             uuid primary key,
  city_id        uuid not null references city,
  list_id        uuid not null references press_list,
  article_id     uuid not null references article,
  edition        text not null,
  revision       integer not null,
  embargo_until  timestamptz(3),
  recipients     integer not null constraint press_sending_has_recipients check (recipients >= 1),
  sent_at        timestamptz(3) not null,
  account_id     uuid,
  constraint press_sending_of_a_text foreign key (article_id, edition, revision) references article_revision (article_id, edition, number),
  constraint press_sending_once unique (list_id, article_id, edition, revision)
);
comment on table press_sending is 'A text that went to a list, once; with the embargo both cities had agreed on by then, where it was not public.';
call make_append_only('press_sending');

create table press_delivery (
  mail_id     uuid primary key references mail on delete cascade,
  sending_id  uuid not null references press_sending
);
comment on table press_delivery is 'Which mail belongs to which sending, as long as the outbox remembers it.';
create index press_delivery_by_sending on press_delivery (sending_id);

do $$
declare
  name text;
begin
  foreach name in array array['press_list', 'press_recipient', 'press_sending'] loop
    call keep_rows_apart(name);
    execute format('create policy %I on %I for select to tandem_app using (city_id = current_city())', name || '_seen_by_its_city', name);
    execute format('grant select on %I to tandem_app, tandem_worker', name);
    call let_its_city('insert', name, 'kept');
  end loop;
end $$;
call let_its_city('delete', 'press_recipient', 'removed');
call keep_rows_apart('press_delivery');
create policy press_delivery_noted on press_delivery for insert to tandem_app
  with check (sending_id in (select id from press_sending where city_id = current_city()));
create policy press_recipient_leaves on press_recipient for delete to tandem_worker using (true);
grant insert on press_delivery to tandem_app;
grant select on press_delivery to tandem_worker;
grant delete on press_recipient to tandem_worker;
