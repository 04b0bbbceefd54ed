'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { Progress } from '@/app/_components/ui/progress'
import { type Blank, fill } from '@/app/_i18n/fill'
import { client } from '@/app/_trpc/browser-client'
import { follow } from './follow'

type Props = {
  org: string
  id: string
  done: number
  total: number
  /** `unseen` while it can't be seen how far it is. */
  words: { label: Blank<'done' | 'total'>; hint: string; unseen: string }
}

/** How far a running import is; the page is read anew when it ends or stands still. */
export function ImportProgress({ org, id, done, total, words }: Props) {
  const router = useRouter()
  const [now, setNow] = useState({ done, total })
  const [unseen, setUnseen] = useState(false)
  useEffect(() => {
    const page = new AbortController()
    void follow((signal) => client.imports.read.query({ org, id }, { signal }), {
      tell(view) {
        setUnseen(view === null)
        if (!view) return
        setNow({ done: view.doneRows, total: view.totalRows })
        if (hasEnded(view)) router.refresh()
      },
      ended: hasEnded,
      calledOff: page.signal,
    })
    return () => page.abort()
  }, [org, id, router])
  const label = fill(words.label, now)
  return (
    <div className="max-w-160">
      <p role="status" className="mb-2 text-lg">
        {label}
      </p>
      <Progress value={now.done} max={now.total} label={label} />
      <p className="mt-2 text-muted">{unseen ? words.unseen : words.hint}</p>
    </div>
  )
}

const hasEnded = (view: { state: string; stalled: boolean }) =>
  view.state !== 'applying' || view.stalled
