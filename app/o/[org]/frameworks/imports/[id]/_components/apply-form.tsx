'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button } from '@/app/_components/ui/button'
import { ChoiceField } from '@/app/_components/ui/field'
import { Notice } from '@/app/_components/ui/notice'
import { useAction } from '@/app/_components/ui/use-action'
import { client } from '@/app/_trpc/browser-client'

type Props = {
  org: string
  id: string
  words: Record<'submit' | 'pending' | 'failed', string> & { leaveOut: string | null }
}

/** Starts applying a preview, or begins again one that stopped. */
export function ApplyForm({ org, id, words }: Props) {
  const router = useRouter()
  const [leaveOutErrors, setLeaveOut] = useState(false)
  const { pending, error, run } = useAction(words)

  function submit(event: FormEvent) {
    event.preventDefault()
    void run(async () => {
      await client.imports.start.mutate({ org, start: { id, leaveOutErrors } })
      router.refresh()
    })
  }

  return (
    <form onSubmit={submit} className="grid gap-3">
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
