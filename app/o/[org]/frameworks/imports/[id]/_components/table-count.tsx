'use client'

import { useCallback } from 'react'
import { LiveCounts } from '@/app/_components/sheet-grid/live-counts'
import { type Blank, fill } from '@/app/_i18n/fill'
import { client } from '@/app/_trpc/browser-client'
import { columnFieldOf } from '@/server/domain/catalogue/column-fields'
import type { TableCounts } from '@/server/domain/catalogue/imports'

type Words = {
  counted: Blank<'competencies' | 'groups' | 'problems'>
  nothing: string
  counting: string
  failed: string
}

type Props = { org: string; id: string; counts: TableCounts | null; words: Words }

/** How many competencies and groups the table holds as its columns are named. */
export function TableCount({ org, id, counts, words }: Props) {
  const { counted, nothing, counting, failed } = words
  const said = useCallback(
    (found: TableCounts | null) => (found ? fill(counted, found) : nothing),
    [counted, nothing],
  )
  const count = useCallback(
    async (fields: string[]) => {
      const table = { id, fields: fields.map(columnFieldOf) }
      return said(await client.imports.countTable.mutate({ org, table }))
    },
    [org, id, said],
  )
  return <LiveCounts initial={said(counts)} count={count} words={{ counting, failed }} />
}
