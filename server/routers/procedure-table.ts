import { randomUUID } from 'node:crypto'
import type { Verb } from '@/server/domain/permissions'

/**
 * Who may call a procedure: anyone, anyone with a rater's link, a signed-in person, the operator, any
 * member of the organization named, or a member whose role and kind allow the verb.
 */
export type Door = 'anyone' | 'rater' | 'person' | 'operator' | 'member' | Verb

export type Entry = { door: Door; input?: Record<string, unknown> }

const id = () => randomUUID()

/**
 * Every procedure with whom it lets in and an input of the right shape; what an input points at does
 * not exist. The test beside this file fails for a procedure that is missing here.
 */
export const procedureTable: Record<string, Entry> = {
  'maps.read': { door: 'anyone', input: { credential: 'none', occupation: '51-4041' } },
  'maps.list': { door: 'anyone', input: {} },
  'maps.readOwn': {
    door: 'map.read',
    input: { filter: { credential: 'none', occupation: '51-4041' } },
  },
  'maps.listOwn': { door: 'map.read' },
  'maps.credential': { door: 'anyone', input: { slug: 'none' } },
  'maps.credentials': { door: 'anyone', input: {} },
  'occupations.search': { door: 'anyone', input: { query: 'machinist' } },
  'organizations.mine': { door: 'person' },
  'organizations.frame': { door: 'member' },
  'requirements.list': { door: 'requirement.read' },
  'requirements.read': { door: 'requirement.read', input: { id: id() } },
  'requirements.suggest': {
    door: 'requirement.read',
    input: { occupationId: 'soc2018:51-4041' },
  },
  'requirements.search': { door: 'requirement.read', input: { query: 'drawing' } },
  'requirements.save': {
    door: 'requirement.edit',
    input: {
      clientKey: id(),
      requirementId: id(),
      occupationId: 'soc2018:51-4041',
      title: 'Machinist',
      role: 'hires',
      lines: [{ competencyId: id(), importance: '4' }],
      ownWords: [],
    },
  },
  'requirements.archive': { door: 'requirement.edit', input: { id: id() } },
  'requirements.withdraw': { door: 'requirement.read', input: { id: id() } },
  'search.catalogue': { door: 'anyone', input: { q: 'machinist' } },
  'summaries.read': { door: 'anyone', input: {} },
  'summaries.readOwn': { door: 'summary.read', input: { filter: {} } },
}
