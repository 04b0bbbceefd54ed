-- What the writer of a line in own words does in the job's team: kept with the line, where no mark keeps it.
ALTER TABLE own_words ADD COLUMN rater_role text CHECK (rater_role IN ('hires', 'supervises', 'does'));
GRANT UPDATE (rater_role) ON own_words TO plumbline_rater;
