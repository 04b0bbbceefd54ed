'use client'

import { useCallback } from 'react'
import { type Blank, fill } from '@/app/_i18n/fill'
import { client } from '@/app/_trpc/browser-client'
import { type EmploymentCounts, employmentFieldOf } from '@/server/domain/catalogue/employment'
import { LiveCounts } from '../sheet-grid/live-counts'

type Words = {
  counted: Blank<'lines' | 'regions' | 'problems'>
  counting: string
  failed: string
}

type Props = { org: string | null; id: string; counts: EmploymentCounts; words: Words }

/** How many lines and regions a file holds as its columns are named. */
export function EmploymentCount({ org, id, counts, words }: Props) {
  const { counted, counting, failed } = words
  const count = useCallback(
    async (fields: string[]) => {
      const table = { id, fields: fields.map(employmentFieldOf) }
      const found =
        org === null
          ? await client.employment.count.mutate({ table })
          : await client.employment.countOwn.mutate({ org, table })
      return fill(counted, found)
    },
    [org, id, counted],
  )
  return <LiveCounts initial={fill(counted, counts)} count={count} words={{ counting, failed }} />
}
