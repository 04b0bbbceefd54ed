'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { Progress } from '@/app/_components/ui/progress'
import { useTRPC } from '@/app/_trpc/provider'

type Props = {
  org: string
  id: string
  done: number
  total: number
  /** `label` with `{done}` and `{total}` to be filled. */
  words: { label: string; hint: string }
}

/** How far a running import is; the page is read anew when it ends or stands still. */
export function ImportProgress({ org, id, done, total, words }: Props) {
  const router = useRouter()
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.imports.read.queryOptions({ org, id }, { refetchInterval: 1000, staleTime: 0 }),
  )
  const ended = data !== undefined && (data.state !== 'applying' || data.stalled)
  useEffect(() => {
    if (ended) router.refresh()
  }, [ended, router])
  const now = { done: data?.doneRows ?? done, total: data?.totalRows ?? total }
  const label = words.label
    .replace('{done}', String(now.done))
    .replace('{total}', String(now.total))
  return (
    <div className="max-w-160">
      <p role="status" className="mb-2 text-lg">
        {label}
      </p>
      <Progress value={now.done} max={now.total} label={label} />
      <p className="mt-2 text-muted">{words.hint}</p>
    </div>
  )
}
