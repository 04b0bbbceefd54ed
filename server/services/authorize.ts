import { DomainError } from '@/server/domain/errors'
import { mayDo, type Verb } from '@/server/domain/permissions'
import { recordRefusal } from './audit'
import type { Context, OperatorContext, OrgContext, UserContext } from './context'

/** Lets a member go on who may do this, and records the refusal of one who may not. */
export async function authorize(ctx: OrgContext, verb: Verb): Promise<void> {
  if (mayDo(ctx.organization.kind, ctx.organization.role, verb)) return
  await recordRefusal(ctx, { verb })
  throw new DomainError('forbidden', 'site.roleForbids')
}

/** Narrows to a signed-in person. */
export function requireUser(ctx: Context): UserContext {
  if (ctx.actor.kind !== 'user') throw new DomainError('unauthenticated', 'site.notSignedIn')
  return { ...ctx, actor: ctx.actor }
}

/** Narrows to the operator, and records everybody else's attempt. */
export async function requireOperator(ctx: Context, verb: string): Promise<OperatorContext> {
  const user = requireUser(ctx)
  if (user.actor.operator) return { ...user, actor: { ...user.actor, operator: true } }
  await recordRefusal(ctx, { verb })
  throw new DomainError('forbidden', 'site.operatorOnly')
}
