-- Search across everything of the office. search_entry is a projection: one row per record with what it is found by, in words
-- that src/lib/platform/search made. Triggers note what changed in the transaction of the change, a job writes the rows.
-- Nothing need-to-know is ever read for it: no address, contact, guest, participant, crew, route, voucher or donor.

create table search_entry (
  kind            text not null constraint search_entry_kind_known check (kind in (
                    'need', 'need-list', 'offer', 'lot', 'shipment', 'discrepancy', 'operation', 'place', 'organisation', 'person',
                    'partnership', 'agreement', 'paper', 'mandate', 'theme', 'project', 'event', 'exchange', 'funding', 'promise',
                    'document', 'report', 'proof-of-use')),
  record_id       uuid not null,
  circles         text[] not null,
  operation_id    uuid,
  partnership_id  uuid,
  dated           date not null,
  title           jsonb not null constraint search_entry_title_localized check (is_localized_text(title)),
  texts           jsonb not null constraint search_entry_texts_are_a_list check (jsonb_typeof(texts) = 'array'),
  words           tsvector not null,
  primary key (kind, record_id)
);
-- Words too long for their row lie apart as they are: to unpack them for each ranking would take longer than to read them.
alter table search_entry alter column words set storage external;
comment on table search_entry is 'What the search of the office knows of a record: a projection, made again from the records at any time.';
comment on column search_entry.circles is
  'Who may read it, as the policies of the record itself say: "city <id>", "operation <id>", "partnership <id>", "neighbours <id>", "bound <id>". Empty: nobody until the job has looked at it again.';
comment on column search_entry.texts is 'What was indexed, as [[language or null, text], …], for the passage a hit is shown with.';
comment on column search_entry.words is 'Words as written, and with a mark in front their stems (~), sounds (=) and ends (<): src/lib/platform/search/search-vector.ts.';
-- A short pending list: it makes indexing quick, and is read through at each search.
create index search_entry_words on search_entry using gin (words) with (gin_pending_list_limit = 256);
create index search_entry_newest on search_entry (dated desc, record_id);
create index search_entry_newest_of_kind on search_entry (kind, dated desc, record_id);

create table search_word (
  word      text primary key constraint search_word_length check (length(word) between 1 and 64),
  stem      text not null,
  trigrams  text[] not null
);
comment on table search_word is
  'Every word some entry has, to mend typing errors and take compounds apart. Of all cities: it is asked, never shown. A word leaves with the last entry that has it.';
create index search_word_by_stem on search_word (stem);
create index search_word_trigrams on search_word using gin (trigrams) with (gin_pending_list_limit = 256);

create table search_change (
  number     bigint generated always as identity primary key,
  kind       text not null,
  record_id  uuid not null,
  at         timestamptz not null default clock_timestamp()
);
comment on table search_change is 'Records that changed and were not indexed since. Append-only for whoever changes; the job takes them out.';

create table search_rules (
  only_row  boolean primary key default true constraint search_rules_are_one check (only_row),
  version   text not null,
  since     timestamptz not null
);
comment on table search_rules is 'By which rules and which catalogue the entries were made. Where the program has others, everything is indexed again.';
insert into search_rules (version, since) values ('none', now());

create function search_circles() returns text[]
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select array(
      select 'city ' || current_city()
      union all select 'operation ' || id from visible_operations() id
      union all select 'partnership ' || id from visible_partnerships() id
      union all select 'neighbours ' || id from neighbouring_cities() id
      union all select 'bound ' || id from bound_cities() id);
  end;
comment on function search_circles is 'The circles of the acting city: an entry with one of them is read by it.';

create function search_matching(wide tsquery, narrow tsquery, in_kinds text[], most integer)
  returns table (kind text, record_id uuid, closeness double precision, dated date)
  language plpgsql stable security definer set search_path = public, pg_temp
  -- To look at the words of row after row costs far more than PostgreSQL thinks: always by the index of words.
  set enable_seqscan = off set enable_indexscan = off set jit = off as $$
begin
  -- See needs_matching in 0004-needs.sql: why this runs as the worker, and why the statement is planned with its values.
  return query execute format(
    'select kind, record_id, %s::double precision, dated
     from (select kind, record_id, dated, words from search_entry
       where words @@ %L::tsquery and kind = any (%L::text[]) and circles && %L::text[]
       order by dated desc, record_id limit %s) newest',
    case when narrow is null then '0' else format(
      'case when words @@ %1$L::tsquery then 1 + ts_rank(words, %1$L::tsquery, 1) else ts_rank(words, %2$L::tsquery, 1) end',
      narrow, wide) end,
    wide, in_kinds, search_circles(), most);
end $$;
comment on function search_matching is
  'The newest entries that match and the acting city may read, with how closely each does (not said without `narrow`); the rule is that of the policy.';

create function search_waiting() returns table (waiting bigint, oldest timestamptz)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select count(*), min(at) from (select at from search_change order by number limit 10000) c;
  end;
comment on function search_waiting is 'How many changes the search does not know yet, 10,000 at most, and since when. Which, it does not say.';

create function note_search_change() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  execute format('insert into search_change (kind, record_id) select distinct %1$L, %2$I from changed where %2$I is not null',
    tg_argv[0], tg_argv[1]);
  -- What fewer may read from now on, or nobody, is out of the search when this transaction ends, not some seconds later.
  if tg_argv[2] = 'hide' then
    execute format('update search_entry set circles = ''{}'' where kind = %1$L and record_id in (select %2$I from changed)',
      tg_argv[0], tg_argv[1]);
  end if;
  if tg_table_name = 'paper_partnership' and tg_argv[2] = 'hide' then
    update search_entry e set circles = '{}' from mandate_current m join changed c on c.paper_id = m.paper_id
      where e.kind = 'mandate' and e.record_id = m.mandate_id;
  end if;
  return null;
end $$;
comment on function note_search_change is 'Arguments: the kind, the column with the id, and "hide" where readers may have become fewer.';

do $$
declare
  watched record;
  deed text;
begin
  for watched in select * from (values
    ('need_current', 'need', 'need_id', false),
    ('need_list', 'need-list', 'id', false),
    ('offer_current', 'offer', 'offer_id', false),
    ('offer_line', 'offer', 'offer_id', false),
    ('lot', 'lot', 'id', false),
    ('reservation', 'lot', 'lot_id', false),
    ('shipment', 'shipment', 'id', false),
    ('discrepancy', 'discrepancy', 'id', false),
    ('discrepancy_event', 'discrepancy', 'discrepancy_id', false),
    ('operation', 'operation', 'id', false),
    ('place', 'place', 'id', true),
    ('organisation', 'organisation', 'id', true),
    ('person', 'person', 'id', false),
    ('person_spelling', 'person', 'person_id', false),
    ('tenure', 'person', 'person_id', false),
    ('post', 'post', 'id', false),
    ('partnership', 'partnership', 'id', false),
    ('partnership_side', 'partnership', 'partnership_id', false),
    ('agreement', 'agreement', 'id', false),
    ('agreement_signatory', 'agreement', 'agreement_id', false),
    ('paper', 'paper', 'id', false),
    ('paper_partnership', 'paper', 'paper_id', true),
    ('consultation', 'paper', 'paper_id', false),
    ('mandate_current', 'mandate', 'mandate_id', false),
    ('theme', 'theme', 'id', false),
    ('project', 'project', 'id', false),
    ('milestone', 'project', 'project_id', false),
    ('indicator', 'project', 'project_id', false),
    ('event', 'event', 'id', false),
    ('event_outcome', 'event', 'event_id', false),
    ('event_agenda_item', 'event', 'event_id', false),
    ('exchange', 'exchange', 'id', false),
    ('funding_current', 'funding', 'funding_id', false),
    ('promise_current', 'promise', 'promise_id', false),
    ('document', 'document', 'id', true),
    ('report', 'report', 'id', false),
    ('report_text', 'report', 'report_id', false),
    ('report', 'proof-of-use', 'id', false),
    ('report_text', 'proof-of-use', 'report_id', false)
  ) w (tab, kind, id, narrows) loop
    foreach deed in array array['insert', 'update', 'delete'] loop
      execute format('create trigger %I after %s on %I referencing %s table as changed
        for each statement execute function note_search_change(%L, %L, %L)',
        format('%s_%s_is_searched_as_%s', watched.tab, deed, watched.kind), deed, watched.tab, case deed when 'delete' then 'old' else 'new' end,
        watched.kind, watched.id,
        case when deed <> 'insert' and (watched.narrows or deed = 'delete' and watched.id = 'id') then 'hide' else '' end);
    end loop;
  end loop;
end $$;

do $$
declare
  name text;
begin
  foreach name in array array['search_entry', 'search_word', 'search_change', 'search_rules'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy %I on %I to tandem_worker using (true) with check (true)', name || '_kept_by_worker', name);
    execute format('grant select, insert, update, delete on %I to tandem_worker', name);
  end loop;
  execute format('grant create on schema %I to tandem_worker', current_schema());
  foreach name in array array['search_matching', 'search_waiting', 'note_search_change'] loop
    execute format('alter function %I owner to tandem_worker', name);
  end loop;
  execute format('revoke create on schema %I from tandem_worker', current_schema());
end $$;

create policy search_entry_seen_in_its_circles on search_entry for select to tandem_app
  using (circles && (select search_circles()));
create policy search_word_asked_by_all on search_word for select to tandem_app using (true);
grant select on search_entry, search_word to tandem_app;
grant execute on function search_circles to tandem_app, tandem_worker;
grant execute on function search_matching, search_waiting to tandem_app;
