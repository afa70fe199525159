-- Files that people hand in: scans of agreements, vouchers, concepts. Kept as they came; what they are is told by their bytes.

create table document (
  id              uuid primary key,
  public_id       text not null default replace(gen_random_uuid()::text, '-', '') constraint document_public_id_unique unique
                    constraint document_public_id_shape check (public_id ~ '^[0-9a-f]{32}$'),
  city_id         uuid not null references city,
  partnership_id  uuid references partnership,
  title           jsonb not null constraint document_title_localized check (is_localized_text(title)),
  language        text constraint document_language_known check (language in ('de', 'uk', 'en')),
  disclosure      text not null constraint document_disclosure_known check (disclosure in ('partners', 'need-to-know')),
  kind            text not null constraint document_kind_known check (kind in (
                    'pdf', 'docx', 'xlsx', 'odt', 'ods', 'png', 'jpeg', 'webp', 'eml', 'txt')),
  file_name       text not null constraint document_file_name_plain
                    check (length(file_name) between 1 and 200 and file_name !~ '[[:cntrl:]/\\]'),
  size_bytes      integer not null constraint document_size_limited check (size_bytes between 1 and 20971520),
  sha256          text not null constraint document_sha256_shape check (sha256 ~ '^[0-9a-f]{64}$'),
  stored_at       timestamptz not null,
  stored_by       uuid,
  erased_at       timestamptz,
  erased_by       uuid
);
comment on column document.public_id is 'Names it in public addresses: random, and not the id the office works with (R6).';
comment on column document.city_id is 'The city that keeps the file.';
comment on column document.disclosure is
  '"partners": the cities of its partnership read it. "need-to-know": the keeping city alone, and each reading stands in the audit trail (R11).';
comment on column document.language is 'Of the text in the file; null where it has none or is in another language.';
comment on column document.file_name is 'As it was handed in, for the reader; never a path.';
comment on column document.erased_at is 'From then on only this record says that there was a file; its bytes are gone.';
create index document_by_partnership on document (partnership_id, stored_at desc);
create index document_by_city on document (city_id, stored_at desc);

create table document_file (
  document_id  uuid primary key references document,
  bytes        bytea not null
);
comment on table document_file is 'The bytes of a document, apart so that no list reads them by accident; never changed.';
-- A PDF or picture is compressed already.
alter table document_file alter column bytes set storage external;

create function guard_document_file() returns trigger
  language plpgsql as $$
declare
  told document;
begin
  select * into told from document where id = new.document_id;
  if told.id is null or told.size_bytes <> octet_length(new.bytes) or told.sha256 <> encode(sha256(new.bytes), 'hex') then
    raise exception 'the bytes of document % are not those its record tells of', new.document_id
      using errcode = 'check_violation', constraint = 'document_file_is_what_it_says';
  end if;
  return new;
end $$;
create trigger document_file_is_checked before insert on document_file for each row execute function guard_document_file();
create trigger document_file_never_changes before update on document_file for each row execute function refuse_change();
create trigger document_file_is_never_emptied before truncate on document_file for each statement execute function refuse_change();

create function erase_document_bytes() returns trigger
  language plpgsql as $$
begin
  if old.erased_at is not null then
    raise exception 'document % has been erased', old.id using errcode = 'restrict_violation', constraint = 'document_erased_once';
  end if;
  delete from document_file where document_id = new.id;
  return new;
end $$;
create trigger document_erases_its_bytes after update of erased_at on document
  for each row execute function erase_document_bytes();

create function guard_document_erasure() returns trigger
  language plpgsql as $$
begin
  if exists (select from document where id = old.document_id and erased_at is null) then
    raise exception 'the bytes of document % go only when it is erased, so that its record says so', old.document_id
      using errcode = 'restrict_violation', constraint = 'document_file_goes_when_erased';
  end if;
  return old;
end $$;
create trigger document_file_goes_when_erased before delete on document_file
  for each row execute function guard_document_erasure();

alter table document enable row level security;
alter table document force row level security;
alter table document_file enable row level security;
alter table document_file force row level security;
create policy document_worker_reads on document for select to tandem_worker using (true);
create policy document_file_worker_reads on document_file for select to tandem_worker using (true);
create policy document_seen on document for select to tandem_app using (
  city_id = current_city() or (disclosure = 'partners' and partnership_id in (select visible_partnerships())));
create policy document_kept_by_its_city on document for insert to tandem_app with check (
  city_id = current_city() and (partnership_id is null or partnership_id in (select visible_partnerships())));
create policy document_corrected_by_its_city on document for update to tandem_app
  using (city_id = current_city()) with check (city_id = current_city());
create policy document_file_seen on document_file for select to tandem_app using (document_id in (select id from document));
create policy document_file_kept_by_its_city on document_file for insert to tandem_app
  with check (document_id in (select id from document where city_id = current_city()));
create policy document_file_erased_by_its_city on document_file for delete to tandem_app
  using (document_id in (select id from document where city_id = current_city()));
grant select, insert, update (title, language, erased_at, erased_by) on document to tandem_app;
grant select, insert, delete on document_file to tandem_app;
grant select on document, document_file to tandem_worker;

create table document_release (
  document_id   uuid not null references document,
  subject_kind  text not null constraint document_release_subject_kind_shape check (subject_kind ~ '^[a-z-]{2,40}$'),
  subject_id    uuid not null,
  city_id       uuid not null references city,
  released_at   timestamptz(3) not null,
  primary key (document_id, subject_kind, subject_id)
);
comment on table document_release is 'What makes a document public: a published record that offers it for download.';
create index document_release_by_subject on document_release (subject_kind, subject_id);

create function guard_document_release() returns trigger
  language plpgsql as $$
begin
  if not exists (select from document where id = new.document_id and disclosure = 'partners' and erased_at is null) then
    raise exception 'document % is need-to-know or erased', new.document_id
      using errcode = 'check_violation', constraint = 'document_release_of_shared';
  end if;
  return new;
end $$;
comment on function guard_document_release is 'What is need-to-know can never be published, whoever asks for it.';
create trigger document_release_is_guarded before insert on document_release
  for each row execute function guard_document_release();

create table document_hiding (
  id           bigint generated always as identity primary key,
  document_id  uuid not null references document,
  city_id      uuid not null references city,
  hidden       boolean not null,
  reason       text not null constraint document_hiding_has_reason check (length(reason) between 1 and 500),
  decided_at   timestamptz(3) not null,
  account_id   uuid
);
comment on table document_hiding is
  'R14: takes a document off every public page at once. The latest decision of each city counts, and what one hides stays hidden.';
create index document_hiding_latest on document_hiding (document_id, city_id, id desc);
create trigger document_hiding_is_append_only before update or delete or truncate on document_hiding
  for each statement execute function refuse_change();

create view document_hidden with (security_invoker = true) as
  select document_id, min(decided_at) as hidden_at
  from (
    select distinct on (document_id, city_id) document_id, city_id, hidden, decided_at
    from document_hiding order by document_id, city_id, id desc) latest
  where hidden
  group by document_id;
comment on view document_hidden is 'What at least one city hides.';

do $$
declare
  name text;
begin
  foreach name in array array['document_release', 'document_hiding'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy %I on %I for select to tandem_app using (document_id in (select id from document))',
      name || '_seen_with_its_document', name);
    execute format('create policy %I on %I for insert to tandem_app with check (city_id = current_city() and document_id in (select id from document))',
      name || '_by_its_city', name);
    execute format('grant select, insert on %I to tandem_app', name);
  end loop;
  foreach name in array array['document', 'document_file', 'document_release', 'document_hiding'] loop
    execute format('create policy %I on %I for select to tandem_owner using (true)', name || '_read_for_public', name);
  end loop;
end $$;
create policy document_release_ended_by_its_city on document_release for delete to tandem_app using (city_id = current_city());
create policy document_release_kept_by_worker on document_release for all to tandem_worker using (true) with check (true);
create policy document_hiding_worker_reads on document_hiding for select to tandem_worker using (true);
grant delete on document_release to tandem_app;
grant select, insert, delete on document_release to tandem_worker;
grant select on document_hiding to tandem_worker;
grant select on document_hidden to tandem_app, tandem_worker;

-- The public's view: it reads with the owner's eyes and lets through nothing but what was released and nobody hides.
create view public_document with (security_barrier = true) as
  select d.id, d.public_id, d.title, d.language, d.kind, d.size_bytes, d.sha256
  from document d
  where d.disclosure = 'partners' and d.erased_at is null
    and exists (select from document_release r where r.document_id = d.id)
    and not exists (
      select from (
        select distinct on (h.city_id) h.hidden from document_hiding h where h.document_id = d.id
        order by h.city_id, h.id desc) latest
      where latest.hidden);
comment on view public_document is 'The documents the public may download now, without the names they were handed in under.';

create view public_document_file with (security_barrier = true) as
  select d.public_id, d.title, d.language, d.kind, d.sha256, f.bytes
  from public_document d join document_file f on f.document_id = d.id;
comment on view public_document_file is 'Their bytes.';
grant select on public_document, public_document_file to tandem_public;
