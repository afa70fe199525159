-- The picture library: images with what has to be said of them, their files, where they are used, and which of them the
-- public may see. What was handed in is not kept: each file here was drawn anew and carries no metadata (R7).

create table image (
  id              uuid primary key,
  public_id       text not null constraint image_public_id_unique unique
                    constraint image_public_id_shape check (public_id ~ '^[0-9a-v]{26}$'),
  city_id         uuid not null references city,
  partnership_id  uuid references partnership,
  file_name       text not null constraint image_file_name_plain
                    check (length(file_name) between 1 and 200 and file_name !~ '[[:cntrl:]/\\]'),
  sha256          text not null constraint image_sha256_shape check (sha256 ~ '^[0-9a-f]{64}$'),
  kind            text not null constraint image_kind_known check (kind in ('jpeg', 'png', 'webp', 'avif')),
  width           integer not null constraint image_width_positive check (width > 0),
  height          integer not null constraint image_height_positive check (height > 0),
  alt             jsonb constraint image_alt_localized check (is_localized_text(alt)),
  decorative      boolean not null default false,
  caption         jsonb constraint image_caption_localized check (is_localized_text(caption)),
  credit          text constraint image_credit_short check (length(credit) between 1 and 200),
  rights_holder   text constraint image_rights_holder_short check (length(rights_holder) between 1 and 200),
  licence         text not null default 'unknown' constraint image_licence_known check (licence in (
                    'unknown', 'own', 'agreed', 'cc0-1.0', 'cc-by-4.0', 'cc-by-sa-4.0', 'dl-de-by-2.0')),
  licence_url     text constraint image_licence_url_secure check (licence_url ~ '^https?://'),
  licence_note    text constraint image_licence_note_short check (length(licence_note) between 1 and 500),
  press_use       boolean not null default false,
  consent         text not null default 'unclear' constraint image_consent_known check (consent in (
                    'unclear', 'nobody', 'given', 'occasion', 'minors')),
  consent_note    text constraint image_consent_note_short check (length(consent_note) between 1 and 500),
  taken_on        date,
  taken_precision text,
  suggested       jsonb,
  focal_x         smallint not null default 50 constraint image_focal_x_percent check (focal_x between 0 and 100),
  focal_y         smallint not null default 50 constraint image_focal_y_percent check (focal_y between 0 and 100),
  stored_at       timestamptz(3) not null,
  stored_by       uuid,
  drawn_at        timestamptz(3),
  constraint image_known_once unique (city_id, sha256),
  constraint image_decorative_says_nothing check (not decorative or alt is null),
  constraint image_taken_whole check ((taken_on is null) = (taken_precision is null)),
  constraint image_taken_precision_known check (taken_precision in ('year', 'month', 'day'))
);
comment on table image is 'One picture: what is said of it stays when its content is replaced. Its files lie in image_file.';
comment on column image.public_id is 'Names it in public addresses: random, and not the id the office works with (R6).';
comment on column image.city_id is 'The city that keeps it.';
comment on column image.partnership_id is 'Whose cities may see and use it as well; null for the keeping city alone.';
comment on column image.sha256 is 'Of the file as it was handed in, which is not kept: tells that it was handed in before.';
comment on column image.width is 'Of the master; with height always known, so that a page never jumps.';
comment on column image.consent is
  'Who can be recognised and whether they may be shown. With "unclear" and "minors" it is never public (law 8).';
comment on column image.suggested is
  'What the file said of credit, rights, caption and day when it came; shown in the form until somebody saved it.';
comment on column image.focal_x is 'Where the eye should rest, in per cent from the left; crops are laid around it.';
comment on column image.drawn_at is 'When all files were drawn; null while some are missing.';
create index image_by_city on image (city_id, stored_at desc, id);
create index image_by_partnership on image (partnership_id, stored_at desc, id);

create table image_file (
  image_id    uuid not null references image on delete cascade,
  name        text not null constraint image_file_name_known check (name ~ '^(master|((wide|square)-)?[1-9][0-9]{0,4})$'),
  format      text not null constraint image_file_format_known check (format in ('webp', 'jpeg', 'avif')),
  width       integer not null constraint image_file_width_positive check (width > 0),
  height      integer not null constraint image_file_height_positive check (height > 0),
  size_bytes  integer not null,
  sha256      text not null,
  bytes       bytea not null,
  primary key (image_id, name, format),
  constraint image_file_is_what_it_says check (size_bytes = octet_length(bytes) and sha256 = encode(sha256(bytes), 'hex'))
);
comment on table image_file is
  'The files of an image, each drawn by Tandem. "master" is what the others are drawn from; the others are named by shape and width.';
-- Pictures are compressed already.
alter table image_file alter column bytes set storage external;
create trigger image_file_never_changes before update on image_file for each row execute function refuse_change();

create table image_use (
  image_id      uuid not null references image,
  subject_kind  text not null constraint image_use_subject_kind_shape check (subject_kind ~ '^[a-z-]{2,40}$'),
  subject_id    uuid not null,
  city_id       uuid not null references city,
  primary key (image_id, subject_kind, subject_id)
);
comment on table image_use is 'Which records use an image, published or not: while there is one, the image cannot be deleted.';
create index image_use_by_subject on image_use (subject_kind, subject_id);

create table image_release (
  image_id      uuid not null references image,
  subject_kind  text not null constraint image_release_subject_kind_shape check (subject_kind ~ '^[a-z-]{2,40}$'),
  subject_id    uuid not null,
  city_id       uuid not null references city,
  released_at   timestamptz(3) not null,
  primary key (image_id, subject_kind, subject_id)
);
comment on table image_release is
  'What makes an image public: a published record that shows it, or ("image", the image itself) a decision of the office.';
create index image_release_by_subject on image_release (subject_kind, subject_id);

create table image_hiding (
  id          bigint generated always as identity primary key,
  image_id    uuid not null references image on delete cascade,
  city_id     uuid not null references city,
  hidden      boolean not null,
  reason      text not null constraint image_hiding_has_reason check (length(reason) between 1 and 500),
  decided_at  timestamptz(3) not null,
  account_id  uuid
);
comment on table image_hiding is
  'R14: takes an image off every public page at once. The latest decision of each city counts, and what one hides stays hidden.';
create index image_hiding_latest on image_hiding (image_id, city_id, id desc);
create trigger image_hiding_never_changes before update on image_hiding for each row execute function refuse_change();

create view image_hidden with (security_invoker = true) as
  select image_id, min(decided_at) as hidden_at, array_agg(city_id order by city_id) as by_cities
  from (
    select distinct on (image_id, city_id) image_id, city_id, hidden, decided_at
    from image_hiding order by image_id, city_id, id desc) latest
  where hidden
  group by image_id;
comment on view image_hidden is 'What at least one city hides, and which.';

create function guard_image_release() returns trigger
  language plpgsql as $$
declare
  told image;
begin
  select * into told from image where id = new.image_id;
  if told.id is null or told.credit is null or told.licence = 'unknown' or told.consent in ('unclear', 'minors')
    or (told.alt is null and not told.decorative) then
    raise exception 'image % lacks credit, licence, consent or alternative text', new.image_id
      using errcode = 'check_violation', constraint = 'image_release_is_complete';
  end if;
  return new;
end $$;
comment on function guard_image_release is 'Nothing becomes public of which nobody said whose it is and who is on it.';
create trigger image_release_is_guarded before insert on image_release for each row execute function guard_image_release();

do $$
declare
  name text;
begin
  foreach name in array array['image', 'image_file', 'image_use', 'image_release', 'image_hiding'] loop
    call keep_rows_apart(name);
    execute format('grant select on %I to tandem_app, tandem_worker', name);
  end loop;
  foreach name in array array['image_file', 'image_use', 'image_release', 'image_hiding'] loop
    execute format('create policy %I on %I for select to tandem_app using (image_id in (select id from image))',
      name || '_seen_with_its_image', name);
  end loop;
  foreach name in array array['image_use', 'image_release'] loop
    execute format('create policy %I on %I for insert to tandem_app with check (city_id = current_city() and image_id in (select id from image))',
      name || '_by_its_city', name);
    execute format('create policy %I on %I for delete to tandem_app using (city_id = current_city())', name || '_ended_by_its_city', name);
    execute format('create policy %I on %I for all to tandem_worker using (true) with check (true)', name || '_worker_keeps', name);
    execute format('grant insert, delete on %I to tandem_app, tandem_worker', name);
  end loop;
end $$;
create policy image_seen on image for select to tandem_app using (
  city_id = current_city() or partnership_id in (select visible_partnerships()));
create policy image_kept_by_its_city on image for insert to tandem_app with check (
  city_id = current_city() and (partnership_id is null or partnership_id in (select visible_partnerships())));
create policy image_corrected_by_its_city on image for update to tandem_app
  using (city_id = current_city()) with check (
    city_id = current_city() and (partnership_id is null or partnership_id in (select visible_partnerships())));
create policy image_deleted_by_its_city on image for delete to tandem_app using (city_id = current_city());
create policy image_drawn_by_worker on image for update to tandem_worker using (true) with check (true);
grant insert, delete, update (partnership_id, file_name, sha256, kind, width, height, alt, decorative, caption, credit,
  rights_holder, licence, licence_url, licence_note, press_use, consent, consent_note, taken_on, taken_precision, suggested,
  focal_x, focal_y, stored_at, stored_by, drawn_at) on image to tandem_app;
grant update (drawn_at) on image to tandem_worker;

create policy image_file_kept_by_its_city on image_file for insert to tandem_app
  with check (image_id in (select id from image where city_id = current_city()));
create policy image_file_replaced_by_its_city on image_file for delete to tandem_app
  using (image_id in (select id from image where city_id = current_city()));
create policy image_file_drawn_by_worker on image_file for insert to tandem_worker with check (true);
grant insert, delete on image_file to tandem_app;
grant insert on image_file to tandem_worker;

create policy image_hiding_by_those_who_see_it on image_hiding for insert to tandem_app
  with check (city_id = current_city() and image_id in (select id from image));
grant insert on image_hiding to tandem_app;
grant select on image_hidden to tandem_app, tandem_worker;

-- The public's view. The public role has no right to any of the tables above; these views read them with the owner's eyes and
-- let through nothing but what was released. What is hidden, or found to show minors, is gone from them with the transaction
-- that says so.
do $$
declare
  name text;
begin
  foreach name in array array['image', 'image_file', 'image_release', 'image_hiding'] loop
    execute format('create policy %I on %I for select to tandem_owner using (true)', name || '_read_for_public', name);
  end loop;
end $$;

create view public_image with (security_barrier = true) as
  select i.id, i.public_id, i.width, i.height, i.alt, i.decorative, i.caption, i.credit, i.rights_holder, i.licence,
    i.licence_url, i.press_use, i.focal_x, i.focal_y
  from image i
  where i.credit is not null and i.licence <> 'unknown' and i.consent not in ('unclear', 'minors')
    and (i.decorative or i.alt is not null)
    and exists (select from image_release r where r.image_id = i.id)
    and not exists (
      select from (
        select distinct on (h.city_id) h.hidden from image_hiding h where h.image_id = i.id
        order by h.city_id, h.id desc) latest
      where latest.hidden);
comment on view public_image is 'The images the public may see now, with what is said of them in public.';

create view public_image_file with (security_barrier = true) as
  select i.id as image_id, i.public_id, f.name, f.format, f.width, f.height, f.size_bytes, f.sha256, f.bytes
  from public_image i join image_file f on f.image_id = i.id
  where f.name <> 'master' or i.press_use;
comment on view public_image_file is 'Their files; the master only where the press may use it.';
grant select on public_image, public_image_file to tandem_public;
