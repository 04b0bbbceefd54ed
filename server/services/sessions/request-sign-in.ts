import { randomUUID } from 'node:crypto'
import { asIdentity } from '@/server/db/tenancy'
import { normaliseEmail } from '@/server/domain/addresses'
import { DomainError } from '@/server/domain/errors'
import { localPath } from '@/server/domain/local-path'
import type { Context } from '@/server/services/context'
import { spendLimit } from '@/server/services/limits/spend-limit'
import { enqueue } from '@/server/services/outbox'

/**
 * Asks for a sign-in mail. Known and unknown addresses take the same path and get the same answer:
 * whether somebody is known is decided only when the address has been proven.
 */
export async function requestSignIn(
  ctx: Context,
  input: { email: string; next?: string | undefined },
): Promise<{ email: string }> {
  const email = normaliseEmail(input.email)
  if (!email) {
    throw new DomainError(
      'invalid',
      'That is not a mail address. Write it like name@example.org.',
      {
        field: 'email',
      },
    )
  }
  await spendLimit('sign-in-mail', email)
  if (ctx.network) await spendLimit('sign-in-network', ctx.network)
  await asIdentity({}, (tx) =>
    enqueue(tx, {
      subjectId: randomUUID(),
      kind: 'mail',
      payload: { template: 'sign-in', to: email, next: localPath(input.next) },
    }),
  )
  return { email }
}
