-- People who act for a city: their names in each script, other spellings, the posts they held, and how to reach them.

create function last_day_of(day date, exactness text) returns date
  language sql immutable parallel safe
  return case exactness
    when 'year' then (day + interval '1 year' - interval '1 day')::date
    when 'month' then (day + interval '1 month' - interval '1 day')::date
    else day
  end;
comment on function last_day_of is 'The last day a date may mean that is known to its year or month only (FuzzyDate); null of null.';

create function is_fuzzy_date(day date, exactness text) returns boolean
  language sql immutable parallel safe
  return case
    when day is null or exactness is null then day is null and exactness is null
    else exactness in ('year', 'month', 'day') and (exactness = 'day' or day = date_trunc(exactness, day)::date)
  end;
comment on function is_fuzzy_date is 'A day with its precision, or neither; of a year or month the first day stands for it.';

create function bound_cities() returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select current_city()
    union select city_id from partnership_city where partnership_id in (select visible_partnerships());
  end;
comment on function bound_cities is 'The acting city and all it is or was in a partnership with.';

alter table organisation add constraint organisation_of_its_city unique (id, city_id);

create table person (
  id          uuid primary key,
  city_id     uuid not null references city,
  names       jsonb not null constraint person_names_localized check (is_localized_text(names)),
  name_keys   text not null,
  public_name_allowed boolean not null default false,
  constraint person_of_its_city unique (id, city_id)
);
comment on table person is 'Somebody who acts for a city or an organisation. Minors and drivers are never kept here.';
comment on column person.name_keys is
  'The names as search keys (lib/i18n/transliteration): equal for all spellings, each word preceded by a space.';
comment on column person.public_name_allowed is 'True for those who hold a public office or agreed; then agreements name them in public.';
create index person_by_city on person (city_id);

create table person_spelling (
  id          uuid primary key,
  person_id   uuid not null references person,
  city_id     uuid not null references city,
  text        text not null constraint person_spelling_length check (length(text) between 1 and 200),
  usage       text not null constraint person_spelling_usage_known check (usage in ('signed', 'written', 'former')),
  name_keys   text not null,
  constraint person_spelling_once unique (person_id, city_id, text)
);
comment on table person_spelling is
  'How else a person is written: as signed under an agreement, in the papers, before a marriage. Any city that sees the person may add one.';

create table post (
  id               uuid primary key,
  city_id          uuid not null references city,
  organisation_id  uuid not null,
  names            jsonb not null constraint post_names_localized check (is_localized_text(names)),
  sole             boolean not null,
  constraint post_of_its_city unique (id, city_id),
  constraint post_organisation_known foreign key (organisation_id, city_id) references organisation (id, city_id)
);
comment on table post is 'An office that people hold one after another: mayor, head of the international office.';
comment on column post.sole is 'Only one person holds it at a time; somebody acting may stand in beside the holder.';
create index post_by_city on post (city_id);

create table tenure (
  id               uuid primary key,
  city_id          uuid not null references city,
  person_id        uuid not null,
  post_id          uuid not null,
  acting           boolean not null,
  began_on         date,
  began_precision  text,
  ended_on         date,
  ended_precision  text,
  constraint tenure_of_its_city unique (id, city_id),
  constraint tenure_person_known foreign key (person_id, city_id) references person (id, city_id),
  constraint tenure_post_known foreign key (post_id, city_id) references post (id, city_id),
  constraint tenure_began_fuzzy check (is_fuzzy_date(began_on, began_precision)),
  constraint tenure_ended_fuzzy check (is_fuzzy_date(ended_on, ended_precision)),
  constraint tenure_ends_after_it_began check (last_day_of(ended_on, ended_precision) >= began_on)
);
comment on table tenure is 'Who held which post, and when, as exactly as is known. Without an end: still in office.';
create index tenure_by_person on tenure (person_id);
create index tenure_by_post on tenure (post_id);

create function guard_tenure() returns trigger
  language plpgsql as $$
begin
  -- One tenure of a post after the other, so that two clerks at once cannot both find it free.
  perform from post where id = new.post_id for update;
  if exists (
    select from tenure other join post p on p.id = other.post_id
    where other.post_id = new.post_id and other.id <> new.id
      and (other.person_id = new.person_id or (p.sole and not other.acting and not new.acting))
      and coalesce(last_day_of(other.began_on, other.began_precision), other.ended_on, 'infinity') < coalesce(new.ended_on, 'infinity')
      and coalesce(last_day_of(new.began_on, new.began_precision), new.ended_on, 'infinity') < coalesce(other.ended_on, 'infinity')
  ) then
    raise exception 'this post is held by somebody else, or by the same person, in part of that time'
      using errcode = 'exclusion_violation', constraint = 'tenure_overlaps';
  end if;
  return new;
end $$;
comment on function guard_tenure is
  'The same rule as tenuresClash in src/lib/directory/people/tenure.ts: only what overlaps for certain is refused.';
create trigger tenure_is_guarded before insert or update on tenure for each row execute function guard_tenure();

create table person_contact (
  person_id  uuid primary key,
  city_id    uuid not null references city,
  email      text constraint person_contact_email_is_one_address check (email ~ '^[^\s@,;<>]+@[^\s@,;<>]+$' and length(email) <= 254),
  phone      text constraint person_contact_phone_length check (length(phone) between 3 and 60),
  note       text constraint person_contact_note_length check (length(note) between 1 and 500),
  constraint person_contact_of_its_person foreign key (person_id, city_id) references person (id, city_id),
  constraint person_contact_says_something check (num_nonnulls(email, phone, note) > 0)
);
comment on table person_contact is 'Need-to-know: of the city that keeps the person alone; each reading stands in the audit trail (R11).';

do $$
declare
  name text;
begin
  foreach name in array array['person', 'person_spelling', 'post', 'tenure', 'person_contact'] loop
    call keep_rows_apart(name);
    execute format('grant select on %I to tandem_worker', name);
    execute format('grant select, insert on %I to tandem_app', name);
    execute format('create policy %I on %I for insert to tandem_app with check (city_id = current_city())', name || '_kept_by_its_city', name);
  end loop;
  foreach name in array array['person', 'post', 'tenure', 'person_contact'] loop
    call let_its_city('update', name, 'corrected');
  end loop;
  foreach name in array array['person', 'post', 'tenure'] loop
    execute format('create policy %I on %I for select to tandem_app using (city_id in (select bound_cities()))', name || '_seen_by_bound_cities', name);
  end loop;
  foreach name in array array['person_spelling', 'person_contact', 'tenure'] loop
    call let_its_city('delete', name, 'removed');
  end loop;
end $$;

create policy person_spelling_seen_by_bound_cities on person_spelling for select to tandem_app
  using (city_id in (select bound_cities()) and person_id in (select id from person));
create policy person_contact_seen_by_its_city on person_contact for select to tandem_app using (city_id = current_city());

-- Partners read each other's offices by name; private persons stay their city's own.
create policy organisation_seen_by_bound_cities on organisation for select to tandem_app
  using (kind <> 'private-person' and city_id in (select bound_cities()));

grant update (names, name_keys, public_name_allowed) on person to tandem_app;
grant update (names, organisation_id, sole) on post to tandem_app;
grant update (acting, began_on, began_precision, ended_on, ended_precision) on tenure to tandem_app;
grant update (email, phone, note) on person_contact to tandem_app;
grant execute on function last_day_of, is_fuzzy_date, bound_cities to tandem_app, tandem_worker;
