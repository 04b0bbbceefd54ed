import { asTenant } from '@/server/db/tenancy'
import { cycleLimits } from '@/server/domain/asking/cycles'
import type { AddressPreview } from '@/server/domain/people/address-lists'
import { readAddresses } from '@/server/formats/address-list'
import type { OrgContext } from '@/server/services/context'
import * as cycles from '@/server/services/cycles/add-addresses'
import { findCycle } from '@/server/services/cycles/find-cycle'
import { previewAddresses as preview } from '@/server/services/cycles/preview-addresses'

type Pasted = { cycleId: string; text: string }

const read = (text: string) => readAddresses(text, { most: cycleLimits.addresses })

/** Adds raters from pasted lines without a list that waits. */
export function addAddresses(ctx: OrgContext, { cycleId, text }: Pasted) {
  return cycles.addAddresses(ctx, { cycleId, read: read(text), listId: null })
}

/** What adding pasted lines would do. */
export function previewAddresses(ctx: OrgContext, about: Pasted): Promise<AddressPreview> {
  return asTenant(ctx, async (tx) => {
    const { id } = await findCycle(tx, ctx, about.cycleId)
    return preview(tx, id, read(about.text))
  })
}
