-- Whose partnership records a city may see: those of the partnerships it belongs to, past ones included.

create function visible_partnerships() returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select partnership_id from partnership_city where city_id = current_city();
  end;
comment on function visible_partnerships is
  'Partnerships of the acting city, ended ones too: what was decided and signed together stays readable for both.';
grant execute on function visible_partnerships to tandem_app, tandem_worker;
