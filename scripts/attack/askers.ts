import { TRPCError } from '@trpc/server'
import { mayDo, permissions, type Verb } from '@/server/domain/permissions'
import { appRouter, createCaller } from '@/server/routers/index'
import type { OrgContext } from '@/server/services/context'
import { procedureTable } from '@/server/testing/procedure-table'

/** What one asker reads: each reply by the name of its procedure. */
export type Read = ReadonlyMap<string, string>

/** Every procedure inside a workspace that an owner of the asking organization may read, asked about one of its cycles. */
export async function readAll(ctx: OrgContext, cycleId: string): Promise<Read> {
  const caller = createCaller({ actor: ctx.actor, requestId: 'attack', now: ctx.now })
  const replies = new Map<string, string>()
  for (const [path, { door, input }] of Object.entries(procedureTable)) {
    if (!isQuery(path) || !isOpen(ctx, door)) continue
    const about = input && 'cycleId' in input ? { ...input, cycleId } : input
    replies.set(path, await reply(caller, path, { org: ctx.organization.slug, ...about }))
  }
  return replies
}

function isOpen({ organization }: OrgContext, door: string): boolean {
  if (door === 'member') return true
  return isVerb(door) && mayDo(organization.kind, organization.role, door)
}

function isVerb(door: string): door is Verb {
  return door in permissions
}

function isQuery(path: string): boolean {
  const procedure: unknown = Reflect.get(appRouter._def.procedures, path)
  const definition: unknown = procedure instanceof Function ? Reflect.get(procedure, '_def') : null
  return definition instanceof Object && Reflect.get(definition, 'type') === 'query'
}

async function reply(caller: unknown, path: string, input: object): Promise<string> {
  const found = path
    .split('.')
    .reduce<unknown>(
      (at, key) =>
        at instanceof Object || typeof at === 'function' ? Reflect.get(at, key) : undefined,
      caller,
    )
  if (typeof found !== 'function') throw new Error(`There is no procedure ${path}.`)
  try {
    return JSON.stringify(await found(input))
  } catch (error) {
    if (error instanceof TRPCError) return error.code
    throw error
  }
}

/** Names of procedures whose replies differ. */
export function differing(one: Read, other: Read): string[] {
  return [...one].flatMap(([path, text]) => (other.get(path) === text ? [] : [path]))
}
