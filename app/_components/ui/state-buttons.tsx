'use client'

import { useRouter } from 'next/navigation'
import type { PublicationState } from '@/server/domain/catalogue/publication'
import { Button } from './button'
import { Dialog } from './dialog'
import { useAction } from './use-action'

type Choice = {
  state: PublicationState
  label: string
  primary?: boolean
  /** What is asked before it goes there. */
  ask?: { title: string; text: string; no: string } | undefined
}

type Props = {
  /** The states it may go to from here. */
  choices: Choice[]
  failed: string
  change: (state: PublicationState) => Promise<unknown>
}

export function StateButtons({ choices, failed, change }: Props) {
  const router = useRouter()
  const { pending, error, run } = useAction({ failed })
  const go = ({ state, label, primary }: Choice) => (
    <Button
      key={state}
      type="button"
      variant={primary ? 'primary' : 'plain'}
      disabled={pending}
      onClick={() =>
        void run(async () => {
          await change(state)
          router.refresh()
        })
      }
    >
      {label}
    </Button>
  )
  return (
    <>
      {choices.map((choice) =>
        choice.ask ? (
          <Dialog
            key={choice.state}
            open={choice.label}
            title={choice.ask.title}
            close={choice.ask.no}
            variant={choice.primary ? 'primary' : 'plain'}
          >
            <p className="mb-4">{choice.ask.text}</p>
            {go({ ...choice, primary: true })}
          </Dialog>
        ) : (
          go(choice)
        ),
      )}
      {error ? (
        <span role="alert" className="font-semibold text-danger">
          {error.message}
        </span>
      ) : null}
    </>
  )
}
