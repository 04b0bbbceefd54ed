import type { ReactNode } from 'react'
import { Notice } from './notice'
import { Refusal } from './refusal'

type Props = { problem: { message: string; field?: string | null } | null; done?: ReactNode }

/** How the form went that led here: what refused it, or what was done. */
export function Outcome({ problem, done }: Props) {
  if (problem) return <Refusal problem={problem} />
  if (!done) return null
  return (
    <Notice kind="good" announce>
      {done}
    </Notice>
  )
}
