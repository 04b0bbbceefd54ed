import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { addressLists } from '@/server/db/schema/cycles'
import { asTenant } from '@/server/db/tenancy'
import type { AddressPage } from '@/server/domain/people/address-lists'
import {
  type AddressEdits,
  changedCells,
  longestRowKey,
  RowEdit,
  rowsOfPage,
} from '@/server/domain/people/address-rows'
import { employerKey } from '@/server/domain/people/employer-matches'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { industryIndex } from '@/server/services/organizations/industry-index'
import { type CheckedList, checkList, pageOf, shownRow } from './check-list'
import { findAddressList } from './find-address-list'
import { ReadAddressList } from './read-address-list'

export const SaveAddressRows = ReadAddressList.extend({
  /** The cells as they stand in the rows of a form; what says the same as was shown changes nothing. */
  rows: z.array(RowEdit.extend({ key: z.string().max(longestRowKey) })).max(rowsOfPage),
})
export type SaveAddressRows = z.input<typeof SaveAddressRows>

/**
 * Keeps what was changed in rows of a list that waits, whatever it says: what is wrong is told at its cell, and nothing
 * that was typed is lost. A county or an industry is its employer's, so all rows of that employer say it.
 */
export async function saveAddressRows(
  ctx: OrgContext,
  { rows, page = 1, ...input }: SaveAddressRows,
): Promise<AddressPage> {
  await authorize(ctx, 'cycle.edit')
  const industries = await industryIndex()
  return asTenant(ctx, async (tx) => {
    const { id, cycle, read, edits } = await findAddressList(tx, ctx, input)
    const before = await checkList(tx, cycle, { read, edits, industries })
    const after = changed(before, edits, rows)
    await tx.update(addressLists).set({ edits: after }).where(eq(addressLists.id, id))
    return pageOf(await checkList(tx, cycle, { read, edits: after, industries }), page)
  })
}

function changed(
  { rows }: CheckedList,
  edits: AddressEdits,
  said: SaveAddressRows['rows'],
): AddressEdits {
  const byKey = new Map(rows.map((row) => [row.key, row]))
  const next = new Map(Object.entries(edits))
  const change = (key: string, edit: RowEdit) => next.set(key, { ...next.get(key), ...edit })
  for (const { key, out, ...cells } of said) {
    const row = byKey.get(key)
    if (!row) continue
    const { county, industry, ...own } = changedCells(textsOf(row), cells)
    if (out !== undefined && out !== row.out) change(key, { out })
    if (Object.keys(own).length > 0) change(key, own)
    const place = {
      ...(county !== undefined && row.county.from !== 'record' ? { county } : {}),
      ...(industry !== undefined && row.industry.from !== 'record' ? { industry } : {}),
    }
    if (Object.keys(place).length === 0) continue
    const { match } = row
    const employer = match && employerKey(match)
    // With another employer in its cell the row leaves those of the one it had.
    const alone = own.employer !== undefined || own.email !== undefined || !employer
    for (const each of alone ? [row] : rows) {
      if (each === row || (each.match && employerKey(each.match) === employer))
        change(each.key, place)
    }
  }
  return Object.fromEntries(next)
}

/** What a row's cells show. */
function textsOf(row: CheckedList['rows'][number]) {
  const { email, name, employer, county, industry } = shownRow(row)
  return { email, name, employer, county: county.text, industry: industry.text }
}
