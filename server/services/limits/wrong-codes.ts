import { asIdentity } from '@/server/db/tenancy'
import type { Context } from '@/server/services/context'
import { countTry, spendLimit, waitFor } from './spend-limit'

/** Counts a wrong code, typed in a browser that had asked for one, for the whole site and for its network. */
export async function countWrongCode(ctx: Context): Promise<void> {
  await asIdentity({}, async (tx) => {
    await countTry(tx, 'wrong-code-site', 'all')
    if (ctx.network) await countTry(tx, 'wrong-code-network', ctx.network)
  })
}

/**
 * The minutes to wait while too many wrong codes were typed, else 0. Whoever has typed none for a mail may still type
 * one: strangers who guess cannot keep out who was mailed a code.
 */
export async function wrongCodeWait(ctx: Context): Promise<number> {
  return asIdentity({}, async (tx) => {
    const site = await waitFor(tx, 'wrong-code-site', 'all')
    return ctx.network ? Math.max(site, await waitFor(tx, 'wrong-code-network', ctx.network)) : site
  })
}

/** A code from a browser that did not ask: it opens nothing and takes nothing from anybody. */
export async function countStrayCode(): Promise<void> {
  await spendLimit('stray-code', 'all')
}
