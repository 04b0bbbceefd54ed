-- A published row says what its counts are and nothing of how they came about: beside the word that smoothing changed it,
-- one member of its group could tell what all the others had said (METHOD §2, §8.4).
ALTER TABLE cohort_version DROP COLUMN adjusted;
