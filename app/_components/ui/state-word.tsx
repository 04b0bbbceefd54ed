import type { ReactNode } from 'react'

/** A state in a word with its glyph; the glyph repeats the word and is never the only sign. */
export function StateWord({
  tone,
  children,
}: {
  tone: 'act' | 'good' | 'open' | 'bad' | 'none'
  children: ReactNode
}) {
  return <span className={`state state-${tone}`}>{children}</span>
}
