'use client'

// The layout that knows the site's language has failed: this speaks the default one.
import words from '@/messages/en/error.json'
import { defaultLanguage } from '@/server/domain/default-language'
import { ErrorReport } from './_components/error-report'
import './globals.css'

type Props = { error: Error & { digest?: string }; reset: () => void }

export default function GlobalError({ error, reset }: Props) {
  return (
    <html lang={defaultLanguage}>
      <body>
        <title>{words.title}</title>
        <ErrorReport reference={error.digest} retry={reset} />
      </body>
    </html>
  )
}
