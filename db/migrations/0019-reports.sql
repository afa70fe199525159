-- Reports to the council and proofs of use. A draft is an outline: which report on what, and the texts people write; its tables
-- are computed whenever somebody looks. Handing it in freezes everything: content, hash and files are only ever added.

create table report (
  id              uuid primary key,
  city_id         uuid not null references city,
  partnership_id  uuid references partnership,
  kind            text not null constraint report_kind_known check (kind in ('council', 'proof-of-use')),
  funding_id      uuid references funding,
  period_from     date not null,
  period_until    date not null,
  created_at      timestamptz(3) not null,
  created_by      uuid,
  constraint report_period_in_order check (period_from <= period_until),
  constraint report_is_of_something check (case kind when 'council' then partnership_id is not null and funding_id is null
    else funding_id is not null end)
);
comment on table report is
  'Of the keeping city alone: a proof of use lists its vouchers, and a draft is nobody else''s. What was handed in becomes public as a paper of the council.';
create index report_by_city on report (city_id, period_until desc, id);

create table report_text (
  report_id   uuid not null references report on delete cascade,
  section     text not null constraint report_text_section_is_a_word check (section ~ '^[a-z][a-z-]{1,39}$'),
  texts       jsonb not null constraint report_text_localized check (is_localized_text(texts)),
  changed_at  timestamptz(3) not null,
  changed_by  uuid,
  primary key (report_id, section)
);

create table report_submission (
  report_id     uuid primary key references report,
  content       text not null constraint report_submission_holds_a_report check (length(content) between 2 and 20000000),
  sha256        text not null,
  submitted_at  timestamptz(3) not null,
  submitted_by  uuid,
  supersedes    uuid constraint report_superseded_once unique references report_submission,
  constraint report_submission_is_what_its_hash_says check (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  constraint report_supersedes_another check (supersedes <> report_id)
);
comment on column report_submission.content is
  'Everything the report says, as canonical JSON: what the ledger tells later alters nothing of it.';

create table report_withdrawal (
  report_id     uuid primary key references report_submission,
  reason        text not null constraint report_withdrawal_has_a_reason check (length(reason) between 3 and 500),
  withdrawn_at  timestamptz(3) not null,
  withdrawn_by  uuid
);

create table report_file (
  report_id  uuid not null references report_submission,
  language   text not null constraint report_file_language_known check (language in ('de', 'uk', 'en')),
  format     text not null constraint report_file_format_known check (format in ('docx', 'pdf')),
  bytes      bytea not null constraint report_file_size_limited check (octet_length(bytes) between 1 and 41943040),
  sha256     text not null,
  drawn_at   timestamptz(3) not null,
  primary key (report_id, language, format),
  constraint report_file_is_what_its_hash_says check (sha256 = encode(sha256(bytes), 'hex'))
);
comment on table report_file is 'As it was handed in, in each language; drawn by a job once the report is frozen.';
alter table report_file alter column bytes set storage external;

create function draft_only() returns trigger
  language plpgsql as $$
declare
  touched uuid := case tg_table_name when 'report' then (to_jsonb(old) ->> 'id')::uuid
    else coalesce(to_jsonb(new) ->> 'report_id', to_jsonb(old) ->> 'report_id')::uuid end;
begin
  if exists (select from report_submission where report_id = touched) then
    raise exception 'report % was handed in: nothing of it changes', touched
      using errcode = 'restrict_violation', constraint = 'report_frozen_once_submitted';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
comment on function draft_only is 'What was handed in stays as it is: the outline and the texts change while it is a draft.';
grant execute on function draft_only to tandem_app;
create trigger report_changes_as_draft before update or delete on report for each row execute function draft_only();
create trigger report_text_changes_as_draft before insert or update or delete on report_text
  for each row execute function draft_only();

create function superseding_report_is_alike() returns trigger
  language plpgsql as $$
begin
  if new.supersedes is not null and not exists (
    select from report one join report other on other.id = new.supersedes
    where one.id = new.report_id and one.city_id = other.city_id and one.kind = other.kind
      and one.partnership_id is not distinct from other.partnership_id and one.funding_id is not distinct from other.funding_id
      and not exists (select from report_withdrawal w where w.report_id = other.id)) then
    raise exception 'report % cannot take the place of %', new.report_id, new.supersedes
      using errcode = 'restrict_violation', constraint = 'report_supersedes_its_like';
  end if;
  return new;
end $$;
grant execute on function superseding_report_is_alike to tandem_app;
create trigger report_submission_supersedes before insert on report_submission
  for each row execute function superseding_report_is_alike();

do $$
declare
  name text;
begin
  foreach name in array array['report', 'report_text', 'report_submission', 'report_withdrawal', 'report_file'] loop
    call keep_rows_apart(name);
    execute format('grant select on %I to tandem_worker', name);
  end loop;
  foreach name in array array['report_submission', 'report_withdrawal', 'report_file'] loop
    call make_append_only(name);
  end loop;
  foreach name in array array['report_text', 'report_submission', 'report_withdrawal', 'report_file'] loop
    execute format('create policy %I on %I for select to tandem_app using (report_id in (select id from report))',
      name || '_seen_with_its_report', name);
    execute format('grant select on %I to tandem_app', name);
  end loop;
  foreach name in array array['report_text', 'report_submission', 'report_withdrawal'] loop
    execute format('create policy %I on %I for insert to tandem_app with check (report_id in (select id from report))',
      name || '_added_with_its_report', name);
    execute format('grant insert on %I to tandem_app', name);
  end loop;
end $$;

create policy report_seen_by_its_city on report for select to tandem_app using (city_id = current_city());
create policy report_begun_by_its_city on report for insert to tandem_app with check (
  city_id = current_city() and (partnership_id is null or partnership_id in (select visible_partnerships())));
create policy report_changed_by_its_city on report for update to tandem_app
  using (city_id = current_city()) with check (city_id = current_city());
create policy report_discarded_by_its_city on report for delete to tandem_app using (city_id = current_city());
create policy report_text_changed_with_its_report on report_text for update to tandem_app
  using (report_id in (select id from report)) with check (report_id in (select id from report));
create policy report_text_discarded_with_its_report on report_text for delete to tandem_app
  using (report_id in (select id from report));
create policy report_file_drawn_by_the_worker on report_file for insert to tandem_worker with check (true);
grant insert, delete, update (period_from, period_until) on report to tandem_app;
grant select on report to tandem_app;
grant update (texts, changed_at, changed_by), delete on report_text to tandem_app;
grant insert on report_file to tandem_worker;
