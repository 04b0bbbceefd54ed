'use client'

import { createContext, type ReactNode, use } from 'react'
// They are needed when the server's words cannot be fetched, so the page carries them.
import carried from '@/messages/en/error.json'

export type ErrorWords = typeof carried

const Spoken = createContext<ErrorWords>(carried)

/** Has what is inside speak of errors in another language than the one that is carried. */
export function SpokenErrors({ words, children }: { words: ErrorWords; children: ReactNode }) {
  return <Spoken value={words}>{children}</Spoken>
}

export function useErrorWords(): ErrorWords {
  return use(Spoken)
}
