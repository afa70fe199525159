-- The roles Tandem works with. Runs before every migration, changes nothing where all is as it should be, and needs no
-- superuser: the owner of the database with CREATEROLE is enough (PostgreSQL 15 or later).
--
--   tandem_owner   owns the schema; migrations only
--   tandem_app     the office: row-level security shows it one city at a time
--   tandem_public  the public site: reads the public projection, nothing else
--   tandem_worker  jobs and projections, across cities
--
-- None can log in. The user of DATABASE_URL may take each of them, and every connection starts as one of them.

do $$
declare
	role_name text;
	-- Since PostgreSQL 16 who creates a role is a member of it but may not take it until granted that too.
	taking constant text := case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end;
begin
	foreach role_name in array array['tandem_owner', 'tandem_app', 'tandem_public', 'tandem_worker'] loop
		if not exists (select from pg_roles where rolname = role_name) then
			begin
				execute format('create role %I nologin nosuperuser nocreatedb nocreaterole', role_name);
			exception when duplicate_object or unique_violation then
				null; -- another database of this server was faster
			end;
		end if;
		if not pg_has_role(session_user, role_name, taking) then
			execute format('grant %I to %I', role_name, session_user);
		end if;
	end loop;

	-- So that the owner may hand a function over to the worker, whose rights it then runs with.
	if not pg_has_role('tandem_owner', 'tandem_worker', taking) then
		grant tandem_worker to tandem_owner;
	end if;

	if not has_database_privilege('tandem_owner', current_database(), 'create') then
		execute format('grant connect, create, temporary on database %I to tandem_owner', current_database());
	end if;
	if not has_schema_privilege('tandem_owner', 'public', 'create with grant option') then
		grant usage, create on schema public to tandem_owner with grant option;
	end if;
	foreach role_name in array array['tandem_app', 'tandem_public', 'tandem_worker'] loop
		if not has_schema_privilege(role_name, 'public', 'usage') then
			execute format('grant usage on schema public to %I', role_name);
		end if;
	end loop;

	-- The job queue installs and upgrades itself in a schema of its own.
	if to_regnamespace('job') is null then
		create schema job authorization tandem_worker;
	end if;
end
$$;
