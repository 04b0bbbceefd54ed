'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/app/_components/ui/button'
import { useAction } from '@/app/_components/ui/use-action'
import { client } from '@/app/_trpc/browser-client'

type Props = {
  org: string
  slug: string
  claimId: string
  words: Record<'remove' | 'label' | 'failed', string>
}

export function RemoveClaim({ org, slug, claimId, words }: Props) {
  const router = useRouter()
  const { pending, error, run } = useAction(words)
  return (
    <>
      <Button
        type="button"
        variant="quiet"
        aria-label={words.label}
        disabled={pending}
        onClick={() =>
          void run(async () => {
            await client.credentials.removeClaim.mutate({ org, slug, claimId })
            router.refresh()
          })
        }
      >
        {words.remove}
      </Button>
      {error ? (
        <span role="alert" className="text-danger">
          {error.message}
        </span>
      ) : null}
    </>
  )
}
