import type { ReactNode } from 'react'
import { Notice } from './notice'
import { Refusal } from './refusal'

type Props = {
  problem: { message: string; field?: string | null } | null
  done?: ReactNode
  /** The page has one form: a refusal leads to its field. */
  form?: boolean
}

/** How the form went that led here: what refused it, or what was done. */
export function Outcome({ problem, done, form }: Props) {
  if (problem && form) return <Refusal problem={problem} />
  if (problem) return <Notice kind="error">{problem.message}</Notice>
  if (!done) return null
  return (
    <Notice kind="good" announce>
      {done}
    </Notice>
  )
}
