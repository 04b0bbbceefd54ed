'use client'

import words from '@/messages/en/error.json'
import { ErrorReport } from './_components/error-report'
import './globals.css'

type Props = { error: Error & { digest?: string }; reset: () => void }

export default function GlobalError({ error, reset }: Props) {
  return (
    <html lang="en">
      <body>
        <title>{words.title}</title>
        <ErrorReport reference={error.digest} retry={reset} />
      </body>
    </html>
  )
}
