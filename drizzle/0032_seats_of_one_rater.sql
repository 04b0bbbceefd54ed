-- A session belongs to one of those an invitation went to, as its link does: one that is opened while the invitation is
-- passed on opens nothing of who has it then.
ALTER TABLE rater_session ADD COLUMN passes smallint NOT NULL DEFAULT 0;
ALTER POLICY invited ON rater_session WITH CHECK (invitation_id = acting_invitation() AND passes = (
  SELECT l.passes FROM rater_link l WHERE l.token_hash = nullif(current_setting('plumbline.token_hash', true), '')));
--> statement-breakpoint
-- Several invitations of a cycle may be with one rater, who begins and takes back in all of them.
CREATE POLICY own_read ON rater_progress FOR SELECT TO plumbline_rater USING (rater_id = acting_rater());
CREATE POLICY own_update ON rater_progress FOR UPDATE TO plumbline_rater
  USING (rater_id = acting_rater()) WITH CHECK (rater_id = acting_rater());
REVOKE UPDATE ON rater_progress FROM plumbline_rater;
GRANT UPDATE (submitted_at, withdrawn_at) ON rater_progress TO plumbline_rater;
