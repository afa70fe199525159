-- Files that people hand in: scans of agreements, vouchers, concepts. Kept as they came; what they are is told by their bytes.

create table document (
  id              uuid primary key,
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
