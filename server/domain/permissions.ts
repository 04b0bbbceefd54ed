export type OrganizationKind = 'employer' | 'provider' | 'partnership'
export type MemberRole = 'owner' | 'editor' | 'viewer'

type Rule = { roles: readonly MemberRole[]; kinds: readonly OrganizationKind[] }

const everyKind = ['employer', 'provider', 'partnership'] as const
const askers = ['provider', 'partnership'] as const
const everyRole = ['owner', 'editor', 'viewer'] as const
const writers = ['owner', 'editor'] as const
const owners = ['owner'] as const

/** Role × verb: the one table of who may do what inside an organization. */
export const permissions = {
  'organization.read': { roles: everyRole, kinds: everyKind },
  'organization.edit': { roles: owners, kinds: everyKind },
  'organization.leave': { roles: everyRole, kinds: everyKind },
  'member.read': { roles: everyRole, kinds: everyKind },
  'member.invite': { roles: owners, kinds: everyKind },
  'member.change': { roles: owners, kinds: everyKind },
  'audit.read': { roles: owners, kinds: everyKind },
  'framework.read': { roles: everyRole, kinds: askers },
  'framework.edit': { roles: writers, kinds: askers },
  'framework.publish': { roles: writers, kinds: askers },
  'import.read': { roles: everyRole, kinds: askers },
  'import.edit': { roles: writers, kinds: askers },
  'own-words.adopt': { roles: writers, kinds: askers },
  'alignment.edit': { roles: writers, kinds: askers },
  'credential.read': { roles: everyRole, kinds: ['provider'] },
  'credential.edit': { roles: writers, kinds: ['provider'] },
  'credential.publish': { roles: writers, kinds: ['provider'] },
  'cycle.read': { roles: everyRole, kinds: askers },
  'cycle.edit': { roles: writers, kinds: askers },
  'cycle.open': { roles: writers, kinds: askers },
  'map.read': { roles: everyRole, kinds: everyKind },
  'summary.read': { roles: everyRole, kinds: everyKind },
  'region.read': { roles: everyRole, kinds: ['partnership'] },
  'region.edit': { roles: writers, kinds: ['partnership'] },
  'employer.read': { roles: everyRole, kinds: askers },
  'employer.confirm': { roles: writers, kinds: ['partnership'] },
  'hold.read': { roles: writers, kinds: ['partnership'] },
  'hold.review': { roles: writers, kinds: ['partnership'] },
  'requirement.read': { roles: everyRole, kinds: ['employer'] },
  'requirement.edit': { roles: writers, kinds: ['employer'] },
  'rating.read': { roles: everyRole, kinds: ['employer'] },
} as const satisfies Record<string, Rule>

export type Verb = keyof typeof permissions

/** Whether a member with this role, in an organization of this kind, may do it. */
export function mayDo(kind: OrganizationKind, role: MemberRole, verb: Verb): boolean {
  const rule: Rule = permissions[verb]
  return rule.kinds.includes(kind) && rule.roles.includes(role)
}
