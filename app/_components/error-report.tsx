'use client'

import { useErrorWords } from './error-words'
import { Button } from './ui/button'

export function ErrorReport({
  reference,
  retry,
}: {
  reference?: string | undefined
  retry: () => void
}) {
  const words = useErrorWords()
  // What a page throws says nothing else here than the mark it carries.
  const away = reference === 'unavailable'
  return (
    <main id="main" className="wrap py-16">
      <h1>{away ? words.awayTitle : words.title}</h1>
      <p className="lede mt-3">{away ? words.awayText : words.text}</p>
      {reference && !away ? (
        <p className="mt-2 text-muted">
          {words.reference} {reference}
        </p>
      ) : null}
      <div className="mt-6 flex flex-wrap gap-2.5">
        <Button type="button" variant="primary" onClick={retry}>
          {words.tryAgain}
        </Button>
        <a className="btn" href="/">
          {words.toHome}
        </a>
      </div>
    </main>
  )
}
