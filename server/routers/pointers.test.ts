import { randomUUID } from 'node:crypto'
import { TRPCError } from '@trpc/server'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { describeOnBothEngines } from '@/server/testing/databases'
import { everybodys, type Pointer, pointerTable, type Said } from '@/server/testing/pointer-table'
import { type Door, procedureTable } from '@/server/testing/procedure-table'
import { hasRight } from '@/server/testing/rights'
import { makeSide, makeSite, type Side } from '@/server/testing/two-sides'
import { whatIsStored } from '@/server/testing/what-is-stored'
import { appRouter, createCaller } from './index'
import type { RouterContext } from './trpc'

type Wrong = { field: string; how: string; value: unknown; expected: Said }

type Call = { path: string; input: Record<string, unknown> }

const procedures = Object.entries(procedureTable).filter(([path]) => path in pointerTable)

test('every field of an input that names something has its line in the table', () => {
  const named = Object.entries(pointerTable).flatMap(([path, fields]) =>
    Object.keys(fields).map((field) => `${path} ${field}`),
  )
  const naming = Object.keys(procedureTable).flatMap((path) =>
    textsOf(path)
      .filter(({ field, uuid }) => uuid || names.test(field))
      .map(({ field }) => `${path} ${field}`),
  )
  expect(naming.filter((field) => !named.includes(field) && !free.has(field))).toEqual([])
})

/** What the last part of a field's path is called when the field names something. */
const names =
  /(?:id|ids|slug|code|token|credentials?|occupation|competency|region|framework|provider)(?:\.\*)?$/i

/** Fields that are called so, or have the shape of an id, and name nothing that could be missing. */
const free = new Set([
  'decisions.decide clientKey',
  'frameworks.addCompetency details.code',
  'frameworks.editCompetency details.code',
  // What is no near-equal pair of the preview is parted already.
  'imports.start start.separate.*',
  'ratings.submit clientKey',
  'replies.save clientKey',
  'replies.withdraw clientKey',
  'requirements.save clientKey',
])

describeOnBothEngines('what an input names', () => {
  let ours: Side
  let theirs: Side
  let site: object
  let asked = 0

  beforeAll(async () => {
    ours = await makeSide('ours', 'us-39093')
    theirs = await makeSide('theirs', 'us-39013')
    site = await makeSite(ours, theirs)
  })

  test.each(procedures)('%s: has to be there, and to be one’s own', async (path) => {
    const fields = Object.entries(pointerTable[path] ?? {})
    const wrong = fields.flatMap(([field, pointer]) => wrongs(field, pointer))
    const refused = wrong.filter(({ expected }) => expected !== 'done')
    const before = await whatIsStored()
    for (const each of refused) await expectSaid(path, each)
    expect(await whatIsStored()).toBe(before)
    for (const each of wrong.filter(({ expected }) => expected === 'done')) {
      await expectSaid(path, each)
    }
  })

  test('was left out or made up in this many inputs', async ({ annotate }) => {
    await annotate(`${asked} inputs of ${procedures.length} procedures`)
    expect(asked).toBeGreaterThan(2 * procedures.length)
  })

  test.each(ordered())('%s: finds what is there', async (path) => {
    expect(['NOT_FOUND', 'BAD_REQUEST', 'FORBIDDEN', 'UNAUTHORIZED']).not.toContain(
      await say(callOf(path, {})),
    )
  })

  async function expectSaid(path: string, { field, how, value, expected }: Wrong) {
    asked += 1
    const said = await say(callOf(path, { [field]: value }))
    expect.soft({ path, field, how, said }).toEqual({ path, field, how, said: expected })
  }

  /** The ways in which a field names what it may not. */
  function wrongs(field: string, pointer: Pointer): Wrong[] {
    const { to, foreign, missing, theirs: others, beside } = lineOf(pointer)
    const own = thing(to, ours.things)
    const made = [
      { how: 'missing', value: unlike(own), expected: missing },
      ...(foreign === null
        ? []
        : [{ how: 'theirs', value: thing(foreign ?? to, theirs.things), expected: others }]),
    ]
    if (!field.endsWith('.*')) return made.map((each) => ({ field, ...each }))
    return made.flatMap(({ how, value, expected }) => [
      { field, how, value: [value], expected },
      ...(beside === null
        ? []
        : [
            { field, how: `${how}, beside one`, value: [own, value], expected: beside ?? expected },
          ]),
    ])
  }

  function thing(name: string, things: object): unknown {
    const value: unknown = Reflect.get({ ...everybodys, ...site, ...things }, name)
    if (value === undefined) throw new Error(`There is no ${name} on this side.`)
    return value
  }

  function callOf(path: string, changed: Record<string, unknown>): Call {
    const input = structuredClone(procedureTable[path]?.input ?? {})
    for (const [field, pointer] of Object.entries(pointerTable[path] ?? {})) {
      const own = thing(lineOf(pointer).to, ours.things)
      const value = field in changed ? changed[field] : field.endsWith('.*') ? [own] : own
      put(input, field.replace(/\.\*$/, '').split('.'), value)
    }
    return { path, input }
  }

  async function say({ path, input }: Call): Promise<Said> {
    const { door } = procedureTable[path] ?? { door: 'anyone' as const }
    const { ctx, org } = askerOf(door)
    try {
      await procedureAt(createCaller(ctx), path)({ ...input, ...(org ? { org } : {}) })
      return 'done'
    } catch (error) {
      if (!(error instanceof TRPCError)) throw error
      return error.code as Said
    }
  }

  function askerOf(door: Door): { ctx: RouterContext; org?: string } {
    const { people, rater } = ours
    switch (door) {
      case 'anyone':
        return { ctx: { ...rater, raterSession: undefined } }
      case 'rater':
        return { ctx: { ...rater, raterSession: rater.session } }
      case 'person':
        return { ctx: people.person }
      case 'operator':
        return { ctx: people.operator }
      default: {
        const kind = (['provider', 'employer', 'partnership'] as const).find(
          (each) => door === 'member' || hasRight(each, 'owner', door),
        )
        const ctx = people[kind ?? 'provider']
        return { ctx, org: ctx.organization.slug }
      }
    }
  }
})

function lineOf(pointer: Pointer) {
  const line: Exclude<Pointer, string> =
    typeof pointer === 'string' ? { to: pointer, why: '' } : pointer
  return { missing: 'NOT_FOUND' as const, theirs: 'NOT_FOUND' as const, ...line }
}

/** Of the same shape, and not there. */
function unlike(value: unknown): unknown {
  if (typeof value === 'number') return value + 5_000
  if (typeof value !== 'string') throw new Error('Nothing is named so.')
  if (z.uuid().safeParse(value).success) return randomUUID()
  if (/^\d{13}-/.test(value)) return `${value.slice(0, 14)}${randomUUID()}`
  if (/^\d\d-\d{4}$/.test(value)) return '99-9999'
  if (value.startsWith('us-')) return 'us-99'
  return value.startsWith('set-') ? `set-${randomUUID()}` : 'no-such-thing'
}

function put(at: unknown, [key = '', ...rest]: string[], value: unknown): void {
  if (!(at instanceof Object)) throw new Error(`Nothing holds ${key}.`)
  if (rest.length === 0) Reflect.set(at, key, value)
  else put(Reflect.get(at, key === '*' ? '0' : key), rest, value)
}

/** Reading first, and last what takes away what others name. */
function ordered() {
  const rank = (path: string) => {
    if (typeOf(path) === 'query') return 0
    // Saved again, a requirement's own words are replaced.
    if (path === 'requirements.save') return 2
    return takesAway.test(path) ? 3 : 1
  }
  return [...procedures].sort(([a], [b]) => rank(a) - rank(b))
}

const takesAway =
  /start|undo|delete|publish|revoke|cancel|close|merge|retire|remove|archive|withdraw|discard|drop|refuse|decline|unsubscribe/i

function typeOf(path: string): string {
  return Reflect.get(appRouter._def.procedures, path)._def.type
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

type Text = { field: string; uuid: boolean }

/** The fields of text in a procedure's input. */
function textsOf(path: string): Text[] {
  const { inputs } = Reflect.get(appRouter._def.procedures, path)._def
  return inputs.flatMap((input: z.ZodType) =>
    textsIn(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }), ''),
  )
}

function textsIn(schema: z.core.JSONSchema.JSONSchema, at: string): Text[] {
  const inside = (each: z.core.JSONSchema._JSONSchema, field: string) =>
    typeof each === 'object' ? textsIn(each, at === '' ? field : `${at}.${field}`) : []
  const { type, format, items } = schema
  if (type === 'string' && !schema.enum)
    return at === 'org' ? [] : [{ field: at, uuid: format === 'uuid' }]
  return [
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((each) =>
      typeof each === 'object' ? textsIn(each, at) : [],
    ),
    ...Object.entries(schema.properties ?? {}).flatMap(([key, each]) => inside(each, key)),
    ...(typeof items === 'object' && !Array.isArray(items) ? inside(items, '*') : []),
  ]
}
