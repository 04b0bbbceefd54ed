import { asTenant } from '@/server/db/tenancy'
import { cycleLimits } from '@/server/domain/asking/cycles'
import type { AddressPreview } from '@/server/domain/people/address-lists'
import { readAddresses } from '@/server/formats/address-list'
import type { OrgContext } from '@/server/services/context'
import * as cycles from '@/server/services/cycles/add-addresses'
import { findCycle } from '@/server/services/cycles/find-cycle'
import { matchAddresses } from '@/server/services/cycles/match-addresses'
import { previewAddresses as preview } from '@/server/services/cycles/preview-addresses'

type Pasted = { cycleId: string; text: string }

const read = (text: string) => readAddresses(text, { most: cycleLimits.addresses })

/** Adds raters from pasted lines without a list that waits. */
export function addAddresses(ctx: OrgContext, { cycleId, text }: Pasted) {
  return cycles.addAddresses(ctx, { cycleId, list: { read: read(text), edits: {} }, listId: null })
}

/** What adding pasted lines would do. */
export function previewAddresses(ctx: OrgContext, about: Pasted): Promise<AddressPreview> {
  return asTenant(ctx, async (tx) => {
    const cycle = await findCycle(tx, ctx, about.cycleId)
    const list = { read: read(about.text), edits: {} }
    return preview(await matchAddresses(tx, cycle, list), list.read)
  })
}
