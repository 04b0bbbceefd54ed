#!/bin/sh
# Run once by the database image when its folder is empty.
set -eu
psql --set=ON_ERROR_STOP=1 --set=password="$PLUMBLINE_LOGIN_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE plumbline_login LOGIN NOINHERIT NOBYPASSRLS PASSWORD :'password';
SQL
