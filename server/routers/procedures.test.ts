import { randomUUID } from 'node:crypto'
import { TRPCError } from '@trpc/server'
import { beforeAll, expect, test } from 'vitest'
import {
  type MemberRole,
  mayDo,
  type OrganizationKind,
  permissions,
  type Verb,
} from '@/server/domain/permissions'
import type { Context } from '@/server/services/context'
import { describeOnBothEngines } from '@/server/testing/databases'
import {
  makeMember,
  makeOrganization,
  makeUser,
  orgContext,
  userContext,
} from '@/server/testing/organizations-factory'
import { type Door, type Entry, procedureTable } from '@/server/testing/procedure-table'
import { hasRight, rights } from '@/server/testing/rights'
import { appRouter, createCaller } from './index'
import type { RouterContext } from './trpc'

const kinds: OrganizationKind[] = ['employer', 'provider', 'partnership']
const roles: MemberRole[] = ['owner', 'editor', 'viewer']

type Actor = {
  name: string
  ctx: RouterContext
  org: string
  member?: [OrganizationKind, MemberRole]
}

/** What the door answers: a code of refusal, or `in` for whatever lies behind it. */
type Answer = 'in' | 'UNAUTHORIZED' | 'FORBIDDEN' | 'NOT_FOUND'

test('every procedure has its line in the table, and no line is left over', () => {
  expect(Object.keys(procedureTable).sort()).toEqual(procedures().sort())
})

test('each role may do what the table of rights says, and nothing else', () => {
  const lines = Object.keys(permissions)
    .filter(isVerb)
    .map((verb) => {
      const who = kinds.map(
        (kind) => roles.filter((role) => mayDo(kind, role, verb)).join(' ') || '-',
      )
      return [verb.padEnd(18), ...who.map((cell) => cell.padEnd(19))].join('  ').trimEnd()
    })
  expect(lines).toEqual(rights.trim().split('\n').slice(1))
})

describeOnBothEngines('who may call what', () => {
  const actors: Actor[] = []

  beforeAll(async () => {
    actors.push(...(await makeActors()))
  })

  test('text with a character that no column holds is not valid, and no error of ours', async () => {
    const [visitor] = actors
    await expect(
      createCaller(visitor?.ctx ?? fail()).search.catalogue({ q: 'machin\0ist' }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test.each(Object.entries(procedureTable))('%s', async (path, entry) => {
    for (const actor of actors) {
      const answer = await ask(actor, path, entry)
      expect.soft({ actor: actor.name, answer }).toEqual({
        actor: actor.name,
        answer: expected(entry.door, actor, answer),
      })
    }
  })
})

function isVerb(name: string): name is Verb {
  return name in permissions
}

function expected(door: Door, { ctx, member }: Actor, answer: Answer): Answer {
  const inside = answer === 'NOT_FOUND' ? 'NOT_FOUND' : 'in'
  const signedIn = ctx.actor.kind === 'user'
  switch (door) {
    case 'anyone':
      return inside
    case 'rater':
      return 'NOT_FOUND'
    case 'person':
      return signedIn ? inside : 'UNAUTHORIZED'
    case 'operator':
      if (!signedIn) return 'UNAUTHORIZED'
      return ctx.actor.kind === 'user' && ctx.actor.operator ? inside : 'FORBIDDEN'
    case 'member':
      if (!signedIn) return 'UNAUTHORIZED'
      return member ? inside : 'NOT_FOUND'
    default:
      if (!signedIn) return 'UNAUTHORIZED'
      if (!member) return 'NOT_FOUND'
      return hasRight(...member, door) ? inside : 'FORBIDDEN'
  }
}

async function ask({ ctx, org }: Actor, path: string, { door, input }: Entry): Promise<Answer> {
  const call = procedureAt(createCaller(ctx), path)
  try {
    await call(inputFor(door, org, input))
    return 'in'
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error
    switch (error.code) {
      case 'BAD_REQUEST':
        throw new Error(`${path}: the table's input has not the right shape: ${error.message}`)
      case 'INTERNAL_SERVER_ERROR':
        throw error
      case 'UNAUTHORIZED':
      case 'FORBIDDEN':
      case 'NOT_FOUND':
        return error.code
      default:
        return 'in'
    }
  }
}

/** Tries of one code are limited, so each call names another link that does not exist. */
function inputFor(door: Door, org: string, input?: object): object | undefined {
  if (door === 'rater') return { code: randomUUID(), ...input }
  return ['anyone', 'person', 'operator'].includes(door) ? input : { org, ...input }
}

function procedureAt(caller: unknown, path: string): (input?: object) => Promise<unknown> {
  const found = path
    .split('.')
    .reduce<unknown>(
      (at, key) =>
        at instanceof Object || typeof at === 'function' ? Reflect.get(at, key) : undefined,
      caller,
    )
  if (typeof found !== 'function') throw new Error(`There is no procedure ${path}.`)
  return async (input) => found(input)
}

function fail(): never {
  throw new Error('The test has no such actor.')
}

function procedures(): string[] {
  return Object.keys(appRouter._def.procedures)
}

async function makeActors(): Promise<Actor[]> {
  const provider = await makeOrganization({ kind: 'provider', verification: 'V2' })
  const elsewhere = await orgContext({ kind: 'provider' })
  const operator = userContext(await makeUser({ operator: true }))
  const nobody: Context = {
    actor: { kind: 'anonymous' },
    requestId: 'test',
    now: new Date(),
  }
  const outsiders: Actor[] = [
    { name: 'a visitor', ctx: nobody, org: provider.slug },
    { name: 'a rater', ctx: { ...nobody, raterSession: 'a'.repeat(43) }, org: provider.slug },
    { name: 'an owner of another organization', ctx: elsewhere, org: provider.slug },
    { name: 'the operator', ctx: operator, org: provider.slug },
  ]
  const members: Actor[] = []
  for (const kind of kinds) {
    const organization = await makeOrganization({ kind, verification: 'V2' })
    for (const role of roles) {
      const user = await makeMember({ organizationId: organization.id, role })
      members.push({
        name: `${role} of the ${kind}`,
        ctx: userContext(user),
        org: organization.slug,
        member: [kind, role],
      })
    }
  }
  return [...outsiders, ...members]
}
