-- Lines of a cycle are shown only of raters whose answers count: the night asks their ratings.
GRANT SELECT (rater_id) ON own_words TO plumbline_publisher;
--> statement-breakpoint
-- Whether a rater may pass on shows only what the asker has sent of its week itself: an asker with a seat of its own would
-- otherwise learn that somebody else passed on.
ALTER POLICY asked ON sender_mail USING (NOT passed AND EXISTS (
  SELECT 1 FROM rater_invitation i JOIN organization o ON o.id = i.organization_id
  WHERE i.id = acting_invitation() AND (sender_mail.organization_id = o.id
    OR sender_mail.organization_id IN (SELECT other.id FROM organization other WHERE other.founded_by = o.founded_by))));
