'use client'

import { useRouter } from 'next/navigation'
import type { PublicationState } from '@/server/domain/catalogue/publication'
import { Button } from './button'
import { useAction } from './use-action'

type Props = {
  /** The states it may go to from here. */
  choices: { state: PublicationState; label: string; primary?: boolean }[]
  failed: string
  change: (state: PublicationState) => Promise<unknown>
}

export function StateButtons({ choices, failed, change }: Props) {
  const router = useRouter()
  const { pending, error, run } = useAction({ failed })
  return (
    <>
      {choices.map(({ state, label, primary }) => (
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
      ))}
      {error ? (
        <span role="alert" className="font-semibold text-danger">
          {error.message}
        </span>
      ) : null}
    </>
  )
}
