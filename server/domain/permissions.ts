export const organizationKinds = ['employer', 'provider', 'partnership'] as const
export type OrganizationKind = (typeof organizationKinds)[number]

/** From the one who may do most to the one who may read. */
export const memberRoles = ['owner', 'editor', 'viewer'] as const
export type MemberRole = (typeof memberRoles)[number]

type Rule = { roles: readonly MemberRole[]; kinds: readonly OrganizationKind[] }

const askers = ['provider', 'partnership'] as const
const writers = ['owner', 'editor'] as const
const owners = ['owner'] as const

/** Role × verb: the one table of who may do what inside an organization. */
export const permissions = {
  'organization.read': { roles: memberRoles, kinds: organizationKinds },
  'organization.edit': { roles: owners, kinds: organizationKinds },
  'organization.leave': { roles: memberRoles, kinds: organizationKinds },
  'member.read': { roles: memberRoles, kinds: organizationKinds },
  'member.invite': { roles: owners, kinds: organizationKinds },
  'member.change': { roles: owners, kinds: organizationKinds },
  'audit.read': { roles: owners, kinds: organizationKinds },
  'framework.read': { roles: memberRoles, kinds: askers },
  'framework.edit': { roles: writers, kinds: askers },
  'framework.publish': { roles: writers, kinds: askers },
  'import.read': { roles: memberRoles, kinds: askers },
  'import.edit': { roles: writers, kinds: askers },
  'own-words.adopt': { roles: writers, kinds: askers },
  'alignment.edit': { roles: writers, kinds: askers },
  'credential.read': { roles: memberRoles, kinds: ['provider'] },
  'credential.edit': { roles: writers, kinds: ['provider'] },
  'credential.publish': { roles: writers, kinds: ['provider'] },
  'cycle.read': { roles: memberRoles, kinds: askers },
  'cycle.edit': { roles: writers, kinds: askers },
  'cycle.open': { roles: writers, kinds: askers },
  'map.read': { roles: memberRoles, kinds: organizationKinds },
  'summary.read': { roles: memberRoles, kinds: organizationKinds },
  'region.read': { roles: memberRoles, kinds: ['partnership'] },
  'region.edit': { roles: writers, kinds: ['partnership'] },
  'employer.read': { roles: memberRoles, kinds: askers },
  'employer.confirm': { roles: writers, kinds: ['partnership'] },
  'hold.read': { roles: writers, kinds: ['partnership'] },
  'hold.review': { roles: writers, kinds: ['partnership'] },
  'requirement.read': { roles: memberRoles, kinds: ['employer'] },
  'requirement.edit': { roles: writers, kinds: ['employer'] },
  'rating.read': { roles: memberRoles, kinds: ['employer'] },
  'report.read': { roles: memberRoles, kinds: askers },
  'report.share': { roles: writers, kinds: ['provider'] },
  'decision.edit': { roles: writers, kinds: ['provider'] },
  'decision.approve': { roles: owners, kinds: ['provider'] },
  'reply.edit': { roles: writers, kinds: ['provider'] },
} as const satisfies Record<string, Rule>

export type Verb = keyof typeof permissions

/** Whether a member with this role, in an organization of this kind, may do it. */
export function mayDo(kind: OrganizationKind, role: MemberRole, verb: Verb): boolean {
  const rule: Rule = permissions[verb]
  return rule.kinds.includes(kind) && rule.roles.includes(role)
}
