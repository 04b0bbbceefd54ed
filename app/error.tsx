'use client'

import { ErrorReport } from './_components/error-report'

type Props = { error: Error & { digest?: string }; reset: () => void }

export default function PageError({ error, reset }: Props) {
  return <ErrorReport reference={error.digest} retry={reset} />
}
