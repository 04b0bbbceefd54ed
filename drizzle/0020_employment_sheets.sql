-- A file of employment is kept as it came, so that another sheet of it and other columns can be chosen. What waits was not: it is uploaded again.
ALTER TABLE employment_file NO FORCE ROW LEVEL SECURITY;
DELETE FROM employment_file;
ALTER TABLE employment_file FORCE ROW LEVEL SECURITY;
ALTER TABLE "employment_file" ADD COLUMN "body" "bytea" NOT NULL;
ALTER TABLE "employment_file" ADD COLUMN "sheet" jsonb NOT NULL;
GRANT UPDATE (sheet, rows, problems, problem_count) ON employment_file TO plumbline_app, plumbline_operator;
