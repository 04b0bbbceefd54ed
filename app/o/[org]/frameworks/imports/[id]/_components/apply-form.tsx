'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button } from '@/app/_components/ui/button'
import { ChoiceField } from '@/app/_components/ui/field'
import { Notice } from '@/app/_components/ui/notice'
import { useAction } from '@/app/_components/ui/use-action'
import { type Blank, fill } from '@/app/_i18n/fill'
import { client } from '@/app/_trpc/browser-client'
import type { Separated } from '@/server/domain/catalogue/imports'
import { type AlikePair, AlikePairs, type AlikeWords } from './alike-pairs'

type Alike = {
  pairs: AlikePair[]
  /** What it comes to when all pairs are the same. */
  counts: { added: number; changed: number; gone: number; alike: number }
  words: AlikeWords & { counts: Blank<'added' | 'changed' | 'gone'> }
}

type Props = {
  org: string
  id: string
  /** Near-equal pairs to decide about first. */
  alike?: Alike | null
  words: Record<'submit' | 'pending' | 'failed', string> & { leaveOut: string | null }
}

/** Starts applying a preview, or begins again one that stopped. */
export function ApplyForm({ org, id, alike, words }: Props) {
  const router = useRouter()
  const [leaveOutErrors, setLeaveOut] = useState(false)
  const [separate, setSeparate] = useState<Separated>([])
  const { pending, error, run } = useAction(words)

  function submit(event: FormEvent) {
    event.preventDefault()
    void run(async () => {
      await client.imports.start.mutate({ org, start: { id, leaveOutErrors, separate } })
      router.refresh()
    })
  }

  return (
    <form
      method="post"
      action={`/o/${org}/frameworks/imports/${id}/start`}
      onSubmit={submit}
      className="grid gap-3"
    >
      {alike ? (
        <>
          <AlikePairs
            pairs={alike.pairs}
            separate={separate}
            choose={setSeparate}
            words={alike.words}
          />
          <p role="status">{fill(alike.words.counts, countsWith(alike.counts, separate))}</p>
        </>
      ) : null}
      {words.leaveOut ? (
        <ChoiceField
          name="leaveOutErrors"
          label={words.leaveOut}
          checked={leaveOutErrors}
          onChange={(event) => setLeaveOut(event.target.checked)}
        />
      ) : null}
      {error ? <Notice kind="error">{error.message}</Notice> : null}
      <div>
        <Button variant="primary" disabled={pending}>
          {pending ? words.pending : words.submit}
        </Button>
      </div>
    </form>
  )
}

/** What is different is gone and new instead of reworded. */
function countsWith({ added, changed, gone, alike }: Alike['counts'], separate: Separated) {
  const apart = separate === 'all' ? alike : separate.length
  return { added: added + apart, changed: changed - apart, gone: gone + apart }
}
