-- Typo-tolerant search over the catalogue.
CREATE INDEX credential_version_name_trgm ON credential_version USING gin (lower(name) gin_trgm_ops);
CREATE INDEX framework_name_trgm ON framework USING gin (lower(name) gin_trgm_ops);
CREATE INDEX competency_version_label_trgm ON competency_version USING gin (lower(label) gin_trgm_ops);
CREATE INDEX occupation_title_trgm ON occupation USING gin (lower(title) gin_trgm_ops);
CREATE INDEX organization_name_trgm ON organization USING gin (lower(name) gin_trgm_ops);
CREATE INDEX region_name_trgm ON region USING gin (lower(name) gin_trgm_ops);
-- Stems are kept, not made again for each search: row-level security comes before any index on them,
-- so a search reads every row it may see.
ALTER TABLE competency_version ADD COLUMN words tsvector
  GENERATED ALWAYS AS (to_tsvector('english', label || ' ' || statement)) STORED;
CREATE INDEX competency_version_words ON competency_version USING gin (words);
CREATE INDEX competency_association_alignment ON competency_association (from_competency_id, to_competency_id)
  WHERE type IN ('exactMatchOf', 'majorAlignment', 'minorAlignment', 'broadAlignment', 'narrowAlignment');
CREATE INDEX external_identifier_value ON external_identifier USING hash (value);
