'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/app/_components/ui/button'
import { Dialog } from '@/app/_components/ui/dialog'
import { Notice } from '@/app/_components/ui/notice'
import { client } from '@/app/_trpc/browser-client'

type Props = {
  org: string
  cycleId: string
  words: { withdraw: string; title: string; text: string; keep: string; failed: string }
}

export function WithdrawAnswers({ org, cycleId, words }: Props) {
  const router = useRouter()
  const [state, setState] = useState<{ busy: boolean; problem: string | null }>({
    busy: false,
    problem: null,
  })

  async function withdraw() {
    setState({ busy: true, problem: null })
    try {
      await client.ratings.withdrawOwn.mutate({ org, cycleId })
      router.refresh()
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      setState({ busy: false, problem: words.failed.replace('{message}', message) })
    }
  }

  return (
    <Dialog open={words.withdraw} title={words.title} close={words.keep} variant="quiet">
      <p>{words.text}</p>
      {state.problem ? <Notice kind="error">{state.problem}</Notice> : null}
      <Button
        type="button"
        variant="danger"
        className="mt-4"
        disabled={state.busy}
        onClick={() => void withdraw()}
      >
        {words.withdraw}
      </Button>
    </Dialog>
  )
}
