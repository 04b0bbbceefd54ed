/** Who brought about what the audit tells: a person, a rater by a link, work that comes round, a command, nobody known. */
export const actorKinds = ['user', 'rater', 'job', 'command', 'anonymous'] as const
export type ActorKind = (typeof actorKinds)[number]

/** What was refused is told too. */
export const auditOutcomes = ['done', 'refused'] as const
export type AuditOutcome = (typeof auditOutcomes)[number]
