-- What somebody answers for in a text although the records say otherwise.

create table article_sign_off (
  id          bigint generated always as identity primary key,
  article_id  uuid not null,
  edition     text not null,
  revision    integer not null,
  city_id     uuid not null,
  claim       text not null constraint article_sign_off_claim_shape check (claim ~ '^[0-9a-f]{64}$'),
  words       text not null constraint article_sign_off_words_length check (length(words) between 1 and 1000),
  given       boolean not null,
  reason      text not null constraint article_sign_off_reason_length check (length(reason) <= 300),
  at          timestamptz(3) not null,
  account_id  uuid not null,
  constraint article_sign_off_has_a_reason check (reason <> '' or not given),
  constraint article_sign_off_of_its_article foreign key (article_id, city_id) references article (id, city_id),
  constraint article_sign_off_of_its_revision foreign key (article_id, edition, revision)
    references article_revision (article_id, edition, number)
);
comment on table article_sign_off is
  'Append-only: who answers for a claim that the records contradict, and why; the latest word on a claim counts.';
comment on column article_sign_off.claim is
  'SHA-256 of the sentence, the words in it and what the records said: where either changes, nobody has signed it off.';
comment on column article_sign_off.revision is 'The text it was read in.';
create index article_sign_off_latest on article_sign_off (article_id, edition, claim, id desc);
call keep_rows_apart('article_sign_off');
call make_append_only('article_sign_off');
call let_its_city('insert', 'article_sign_off', 'kept');
create policy article_sign_off_seen_with_its_article on article_sign_off for select to tandem_app
  using (article_id in (select id from article));
grant select on article_sign_off to tandem_app, tandem_worker;
