-- What keeps an article from telling what is not public yet (rule R8), and from naming places where people shelter (rule R6).

create table article_consent (
  id           bigint generated always as identity primary key,
  article_id   uuid not null references article,
  shipment_id  uuid not null references shipment,
  city_id      uuid not null references city,
  given        boolean not null,
  texts        jsonb not null constraint article_consent_texts_by_edition check (jsonb_typeof(texts) = 'object'),
  at           timestamptz(3) not null,
  account_id   uuid
);
comment on table article_consent is
  'Append-only: whether a city of an operation agrees that an article tells of a shipment that is not public yet. The latest '
  'word of each city counts; published is only with the word of both.';
comment on column article_consent.texts is
  'What it was said of: the SHA-256 of the newest text of each edition. Another city than the article''s own agrees to these texts '
  'and to no others.';
create index article_consent_latest on article_consent (article_id, shipment_id, city_id, id desc);
alter table article_consent enable row level security;
alter table article_consent force row level security;
create policy article_consent_worker_reads on article_consent for select to tandem_worker using (true);
create policy article_consent_seen_with_its_article on article_consent for select to tandem_app
  using (article_id in (select id from article));
create policy article_consent_by_cities_of_the_shipment on article_consent for insert to tandem_app
  with check (city_id = current_city() and article_id in (select id from article)
    and shipment_id in (select id from shipment));
grant select on article_consent to tandem_app, tandem_worker;
grant insert on article_consent to tandem_app;
create trigger article_consent_is_append_only before update or delete or truncate on article_consent
  for each statement execute function refuse_change();

create function public_shipments(wanted uuid[]) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select s.id from shipment s, publication_secret p
    where s.id = any (wanted) and s.operation_id in (select visible_operations())
      and exists (select from public_delivery d where d.public_id = public_id_of('shipment', s.id, p.secret));
  end;
comment on function public_shipments is
  'Which shipments of the acting city''s operations the public reads now. The secret that ties their ids together stays here.';
grant execute on function public_shipments(uuid[]) to tandem_app;

create function words_of(name text) returns text[]
  language sql immutable parallel safe set search_path = public, pg_temp
  return array(select word from regexp_split_to_table(lower(name), '[^[:alnum:]]+') with ordinality as t(word, at)
    where word <> '' order by at);

create function loose_pattern(name text) returns text
  language sql immutable parallel safe set search_path = public, pg_temp
  return '\m' || (select string_agg(
      case when length(word) >= 5 and word !~ '[0-9]' then left(word, greatest(4, length(word) - 2)) || '[[:alpha:]]*' else word end,
      '[^[:alnum:]]+' order by at)
    from unnest(words_of(name)) with ordinality as t(word, at)) || '\M';
comment on function loose_pattern is
  'Finds a name in whatever case a sentence puts its words: endings of words of five letters and more may differ.';

create function precise_patterns(places_of uuid[]) returns table (pattern text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select loose_pattern(said) from place p, jsonb_each_text(p.names) as n(language, said)
      where p.restricted and p.city_id = any (places_of) and cardinality(words_of(said)) >= 2
    union
    select loose_pattern(regexp_replace(
        regexp_replace(a.street, '^\s*(вул|вулиця|просп|проспект|пров|провулок|пл|площа|бул|бульвар)\M\.?\s*', '', 'i'),
        'stra(ß|ss)e\M', 'str', 'i'))
      from place p join place_address a on a.place_id = p.id
      where (p.restricted or p.kind = 'hub') and p.city_id = any (places_of) and a.street ~ '[0-9]';
  end;
comment on function precise_patterns is
  'Restricted places by their names, which have two words or more ("Lager" alone names none), and these and warehouses by '
  'street and number. For restricted_mentions alone: nobody else may call it.';

create function restricted_mentions(passage text) returns setof text
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select distinct found[1] from precise_patterns(array(select neighbouring_cities() union select partner_cities())) as p,
      regexp_matches(passage, '(' || p.pattern || ')', 'gi') as found;
  end;
comment on function restricted_mentions is
  'The words of a passage that name a place which is need-to-know, of the acting city and of those it works with. Answers '
  'nothing but what stands in the passage: an address can be recognised by it, not read.';
grant execute on function restricted_mentions(text) to tandem_app;
