'use client'

import { useCallback } from 'react'
import { LiveCounts } from '@/app/_components/sheet-grid/live-counts'
import { type Blank, fill } from '@/app/_i18n/fill'
import { client } from '@/app/_trpc/browser-client'
import { type EmployerCounts, employerFieldOf } from '@/server/domain/people/employer-lists'

type Words = {
  counted: Blank<'fresh' | 'onRecord' | 'already' | 'problems'>
  nothing: string
  counting: string
  failed: string
}

type Props = {
  /** The partnership whose list it is; null for the operator's. */
  org: string | null
  id: string
  /** Null where nothing was read yet. */
  counts: EmployerCounts | null
  words: Words
}

/** What a list comes to as its columns are named. */
export function EmployerListCount({ org, id, counts, words }: Props) {
  const { counted, nothing, counting, failed } = words
  const said = useCallback(
    (found: EmployerCounts | null) => (found ? fill(counted, found) : nothing),
    [counted, nothing],
  )
  const count = useCallback(
    async (fields: string[]) => {
      const list = { id, fields: fields.map(employerFieldOf) }
      return said(
        await (org === null
          ? client.employerLists.count.mutate({ list })
          : client.employerLists.countOwn.mutate({ org, list })),
      )
    },
    [org, id, said],
  )
  return <LiveCounts initial={said(counts)} count={count} words={{ counting, failed }} />
}
