'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/app/_components/ui/button'
import { useAction } from '@/app/_components/ui/use-action'
import { client } from '@/app/_trpc/browser-client'

type State = 'draft' | 'published' | 'archived'

type Props = {
  org: string
  slug: string
  choices: { state: State; label: string; primary: boolean }[]
  failed: string
}

/** The states a credential may go to from here. */
export function StateActions({ org, slug, choices, failed }: Props) {
  const router = useRouter()
  const { pending, error, run } = useAction(failed)
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
              await client.credentials.publish.mutate({ org, slug, state })
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
