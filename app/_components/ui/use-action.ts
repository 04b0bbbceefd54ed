'use client'

import { useState } from 'react'
import { type Blank, fill } from '@/app/_i18n/fill'

export type ActionError = { message: string; field: string | null }

/** What is said when nothing refused and it failed all the same; `refused` stands around what a refusal says. */
export type Failed = { refused?: Blank<'message'>; failed: string }

/** Runs one thing at a time and keeps whether it runs and what refused it. */
export function useAction(words: Failed) {
  const [pending, setPending] = useState(false)
  const [error, setError] = useState<ActionError | null>(null)

  async function run(work: () => Promise<void>) {
    if (pending) return
    setPending(true)
    setError(null)
    try {
      await work()
    } catch (thrown) {
      setError(wordsOf(thrown, words))
    } finally {
      setPending(false)
    }
  }

  return { pending, error, run }
}

/** What is said of what was thrown: the refusal's own sentence, else that it failed. */
export function wordsOf(thrown: unknown, { refused, failed }: Failed): ActionError {
  const refusal = said(thrown)
  if (!refusal) return { message: failed, field: null }
  return refused ? { ...refusal, message: fill(refused, { message: refusal.message }) } : refusal
}

/** A refusal carries a code and a sentence for its reader; a network failure carries neither. */
function said(thrown: unknown): ActionError | null {
  if (!(thrown instanceof Error) || !('data' in thrown)) return null
  const { data, message } = thrown
  if (typeof data !== 'object' || data === null || !('code' in data)) return null
  const field = 'field' in data && typeof data.field === 'string' ? data.field : null
  return { message, field }
}
