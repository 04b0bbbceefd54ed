'use client'

import { useRouter } from 'next/navigation'
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
  return (
    <div className="mt-6">
      <Button
        type="button"
        disabled={pending}
        onClick={() =>
          void run(async () => {
            await client.imports.undo.mutate({ org, id })
            router.refresh()
          })
        }
      >
        {pending ? words.pending : words.undo}
      </Button>
      <p className="mt-1 text-sm text-muted">{words.hint}</p>
      {error ? <Notice kind="error">{error.message}</Notice> : null}
    </div>
  )
}
