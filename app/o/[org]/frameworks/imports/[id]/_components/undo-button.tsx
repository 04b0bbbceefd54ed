'use client'

import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import { Button } from '@/app/_components/ui/button'
import { Notice } from '@/app/_components/ui/notice'
import { useAction } from '@/app/_components/ui/use-action'
import { client } from '@/app/_trpc/browser-client'

type Props = {
  org: string
  id: string
  words: Record<'undo' | 'pending' | 'hint' | 'failed', string>
}

export function UndoButton({ org, id, words }: Props) {
  const router = useRouter()
  const { pending, error, run } = useAction(words)

  function undo(event: FormEvent) {
    event.preventDefault()
    void run(async () => {
      await client.imports.undo.mutate({ org, id })
      router.refresh()
    })
  }

  return (
    <form
      method="post"
      action={`/o/${org}/frameworks/imports/${id}/undo`}
      onSubmit={undo}
      className="mt-6"
    >
      <Button disabled={pending}>{pending ? words.pending : words.undo}</Button>
      <p className="mt-1 text-sm text-muted">{words.hint}</p>
      {error ? <Notice kind="error">{error.message}</Notice> : null}
    </form>
  )
}
