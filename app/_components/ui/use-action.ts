'use client'

import { useState } from 'react'

export type ActionError = { message: string; field: string | null }

/**
 * Runs one thing at a time and keeps whether it runs and what refused it. `failed` is for the rest, or, with `{message}`
 * in it, stands around whatever was said.
 */
export function useAction(failed: string) {
  const [pending, setPending] = useState(false)
  const [error, setError] = useState<ActionError | null>(null)

  async function run(work: () => Promise<void>) {
    if (pending) return
    setPending(true)
    setError(null)
    try {
      await work()
    } catch (thrown) {
      setError(wordsOf(thrown, failed))
    } finally {
      setPending(false)
    }
  }

  return { pending, error, run }
}

function wordsOf(thrown: unknown, failed: string): ActionError {
  const refusal = said(thrown)
  if (!failed.includes('{message}')) return refusal ?? { message: failed, field: null }
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return { message: failed.replace('{message}', message), field: refusal?.field ?? null }
}

/** A refusal carries a code and a sentence for its reader; a network failure carries neither. */
function said(thrown: unknown): ActionError | null {
  if (!(thrown instanceof Error) || !('data' in thrown)) return null
  const { data, message } = thrown
  if (typeof data !== 'object' || data === null || !('code' in data)) return null
  const field = 'field' in data && typeof data.field === 'string' ? data.field : null
  return { message, field }
}
