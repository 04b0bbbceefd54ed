'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/app/_components/ui/button'
import { Dialog } from '@/app/_components/ui/dialog'
import { Notice } from '@/app/_components/ui/notice'
import { type Failed, useAction } from '@/app/_components/ui/use-action'
import { client } from '@/app/_trpc/browser-client'

type Props = {
  org: string
  id: string
  mine: boolean
  mayArchive: boolean
  words: Failed & {
    archive: string
    archiveTitle: string
    archiveText: string
    withdraw: string
    withdrawTitle: string
    withdrawText: string
    keep: string
  }
}

/** Withdrawing one's lines and taking the job off the list, each behind a question. */
export function RequirementActions({ org, id, mine, mayArchive, words }: Props) {
  const router = useRouter()
  const { error, run } = useAction(words)

  function act(work: () => Promise<unknown>) {
    void run(async () => {
      await work()
      router.push(`/o/${org}/requirements`)
      router.refresh()
    })
  }

  return (
    <section className="mt-8 grid max-w-4xl gap-3 border-t border-line pt-5">
      {error ? <Notice kind="error">{error.message}</Notice> : null}
      <div className="flex flex-wrap gap-2.5">
        {mine ? (
          <Dialog
            open={words.withdraw}
            title={words.withdrawTitle}
            close={words.keep}
            variant="quiet"
          >
            <p>{words.withdrawText}</p>
            <Button
              type="button"
              variant="danger"
              className="mt-4"
              onClick={() => act(() => client.requirements.withdraw.mutate({ org, id }))}
            >
              {words.withdraw}
            </Button>
          </Dialog>
        ) : null}
        {mayArchive ? (
          <Dialog
            open={words.archive}
            title={words.archiveTitle}
            close={words.keep}
            variant="quiet"
          >
            <p>{words.archiveText}</p>
            <Button
              type="button"
              variant="danger"
              className="mt-4"
              onClick={() => act(() => client.requirements.archive.mutate({ org, id }))}
            >
              {words.archive}
            </Button>
          </Dialog>
        ) : null}
      </div>
    </section>
  )
}
