'use client'

import { useCallback } from 'react'
import { LiveCounts } from '@/app/_components/sheet-grid/live-counts'
import { type Blank, fill } from '@/app/_i18n/fill'
import { client } from '@/app/_trpc/browser-client'
import { type AddressCounts, addressFieldOf } from '@/server/domain/people/address-lists'

type Words = {
  counted: Blank<'addresses' | 'employers' | 'problems'>
  nothing: string
  counting: string
  failed: string
}

type Props = {
  org: string
  list: { cycleId: string; id: string }
  /** Null where nothing was read yet. */
  counts: AddressCounts | null
  words: Words
}

/** How many addresses and employers a list holds as its columns are named. */
export function AddressCount({ org, list: { cycleId, id }, counts, words }: Props) {
  const { counted, nothing, counting, failed } = words
  const said = useCallback(
    (found: AddressCounts | null) => (found ? fill(counted, found) : nothing),
    [counted, nothing],
  )
  const count = useCallback(
    async (fields: string[]) => {
      const list = { cycleId, id, fields: fields.map(addressFieldOf) }
      return said(await client.cycles.countAddressList.mutate({ org, list }))
    },
    [org, cycleId, id, said],
  )
  return <LiveCounts initial={said(counts)} count={count} words={{ counting, failed }} />
}
