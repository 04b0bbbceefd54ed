import { type Tenant, TenantId } from '@/server/db/tenancy'
import { nameUuid } from '@/server/formats/name-uuid'
import { DEMO_HOSTS, type DemoHost } from './content/organizations'

type DemoNoun =
  | 'organization'
  | 'user'
  | 'region'
  | 'framework'
  | 'framework-version'
  | 'competency'
  | 'competency-version'
  | 'association'
  | 'alignment'
  | 'credential'
  | 'credential-version'
  | 'claim'
  | 'cycle'
  | 'packet'
  | 'invitation'
  | 'rater'
  | 'confirmation'
  | 'requirement'
  | 'own-words'
  | 'statement'
  | 'rating'
  | 'client-key'
  | 'hold'
  | 'decision'
  | 'progress'
  | 'reply'

/** The id of a sample row by its name, so that seeding twice writes the same rows and removal finds them. */
export function demoId(noun: DemoNoun, name: string): string {
  return nameUuid(`https://plumbline.example/sample/${noun}/${name}`)
}

export function demoHost(key: DemoHost['key']): DemoHost & { id: string } {
  const host = DEMO_HOSTS.find((each) => each.key === key)
  if (!host) throw new Error(`The sample has no organization "${key}".`)
  return { ...host, id: demoId('organization', host.slug) }
}

/** Opens the door of a sample organization, for which nobody acts. */
export function demoTenant(slug: string): Tenant {
  return { organization: { id: TenantId.parse(demoId('organization', slug)) } }
}

/** The instant `days` from `now`; whole seconds, as the database keeps them. */
export function demoTime(now: Date, days: number): Date {
  return new Date(Math.round((now.getTime() + days * 86_400_000) / 1000) * 1000)
}

/** The id of the invitation of an address in a cycle. */
export function demoInvitation(cycleKey: string, email: string): string {
  return demoId('invitation', `${cycleKey} ${email}`)
}
