'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/app/_components/ui/button'
import { Dialog } from '@/app/_components/ui/dialog'
import { Notice } from '@/app/_components/ui/notice'
import { type Failed, useAction } from '@/app/_components/ui/use-action'
import { client } from '@/app/_trpc/browser-client'

type Props = {
  org: string
  cycleId: string
  words: Failed & { withdraw: string; title: string; text: string; keep: string }
}

export function WithdrawAnswers({ org, cycleId, words }: Props) {
  const router = useRouter()
  const { pending, error, run } = useAction(words)

  async function withdraw() {
    await client.ratings.withdrawOwn.mutate({ org, cycleId })
    router.refresh()
  }

  return (
    <Dialog open={words.withdraw} title={words.title} close={words.keep} variant="quiet">
      <p>{words.text}</p>
      {error ? <Notice kind="error">{error.message}</Notice> : null}
      <Button
        type="button"
        variant="danger"
        className="mt-4"
        disabled={pending}
        onClick={() => void run(withdraw)}
      >
        {words.withdraw}
      </Button>
    </Dialog>
  )
}
