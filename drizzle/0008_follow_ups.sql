-- Follow-ups go to every reached address at times fixed at opening (METHOD R13), so who mails needs to know nobody's
-- progress: what was sent is kept where the asker may read it, and progress says only what a rater did itself.
ALTER TABLE rating_cycle ADD COLUMN follow_ups timestamptz[] NOT NULL DEFAULT '{}';
ALTER TABLE rater_invitation ADD COLUMN follow_ups_sent integer NOT NULL DEFAULT 0;
--> statement-breakpoint
-- A rater that wants no more mail of one cycle. A stop stands here whether or not answers were sent; the asker reads
-- none, and sees "declined" of those without answers alone.
CREATE TABLE rater_stop (
  invitation_id uuid PRIMARY KEY REFERENCES rater_invitation (id) ON DELETE CASCADE
);
ALTER TABLE rater_stop ENABLE ROW LEVEL SECURITY;
ALTER TABLE rater_stop FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON rater_stop TO plumbline_rater;
CREATE POLICY invited ON rater_stop FOR ALL TO plumbline_rater
  USING (invitation_id = acting_invitation()) WITH CHECK (invitation_id = acting_invitation());
GRANT SELECT ON rater_stop TO plumbline_publisher;
CREATE POLICY mail ON rater_stop FOR SELECT TO plumbline_publisher USING (true);
-- Nor does the asker learn which of its addresses wants no mail from anyone.
REVOKE SELECT, INSERT ON unsubscribe FROM plumbline_app;
--> statement-breakpoint
ALTER TABLE rating_cycle NO FORCE ROW LEVEL SECURITY;
ALTER TABLE packet NO FORCE ROW LEVEL SECURITY;
ALTER TABLE draft NO FORCE ROW LEVEL SECURITY;
ALTER TABLE rater_invitation NO FORCE ROW LEVEL SECURITY;
ALTER TABLE rater_progress NO FORCE ROW LEVEL SECURITY;
ALTER TABLE rater_session NO FORCE ROW LEVEL SECURITY;
ALTER TABLE rater_stop NO FORCE ROW LEVEL SECURITY;
-- The times that an open cycle would have been given, and for all its addresses alike what is past of them: who was
-- reminded so far tells who had not answered.
UPDATE rating_cycle c SET follow_ups = ARRAY(
  SELECT t.at FROM (
    SELECT first.at FROM (VALUES (greatest(c.opens_at + (c.closes_at - c.opens_at) / 2,
                                           c.opens_at + interval '49 hours'))) AS first (at)
    UNION ALL
    SELECT greatest(c.closes_at - interval '72 hours', first.at + interval '48 hours')
    FROM (VALUES (greatest(c.opens_at + (c.closes_at - c.opens_at) / 2,
                           c.opens_at + interval '49 hours'))) AS first (at)) t
  WHERE t.at <= c.closes_at - interval '6 hours' ORDER BY t.at)
WHERE c.state = 'open' AND c.opens_at IS NOT NULL;
UPDATE rater_invitation i SET follow_ups_sent = (
  SELECT count(*) FROM unnest(c.follow_ups) AS t (at) WHERE t.at <= now())
FROM rating_cycle c WHERE c.id = i.cycle_id AND c.state = 'open';
-- Until now a decline took the start back.
INSERT INTO rater_stop (invitation_id)
SELECT i.id FROM rater_invitation i LEFT JOIN rater_progress p ON p.invitation_id = i.id
WHERE i.delivery = 'declined' AND p.started_at IS NULL;
UPDATE rater_progress p SET started_at = coalesce(p.submitted_at, p.withdrawn_at, now())
WHERE p.started_at IS NULL AND (
  p.submitted_at IS NOT NULL OR p.withdrawn_at IS NOT NULL
  OR EXISTS (SELECT 1 FROM rater_session s WHERE s.invitation_id = p.invitation_id)
  OR EXISTS (SELECT 1 FROM draft d JOIN packet k ON k.id = d.packet_id
             WHERE d.rater_id = p.rater_id AND k.cycle_id = p.cycle_id));
DELETE FROM rater_progress WHERE started_at IS NULL;
ALTER TABLE rating_cycle FORCE ROW LEVEL SECURITY;
ALTER TABLE packet FORCE ROW LEVEL SECURITY;
ALTER TABLE draft FORCE ROW LEVEL SECURITY;
ALTER TABLE rater_invitation FORCE ROW LEVEL SECURITY;
ALTER TABLE rater_progress FORCE ROW LEVEL SECURITY;
ALTER TABLE rater_session FORCE ROW LEVEL SECURITY;
ALTER TABLE rater_stop FORCE ROW LEVEL SECURITY;
ALTER TABLE rater_progress DROP COLUMN reminders_sent, DROP COLUMN last_mail_at;
ALTER TABLE rater_progress ALTER COLUMN started_at SET NOT NULL;
-- Mails that only those who answered, or only those who had not, would get.
DELETE FROM outbox WHERE kind = 'mail' AND payload ->> 'template' IN ('rater-reminder', 'rater-receipt');
