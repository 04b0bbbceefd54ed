import type { ReactNode } from 'react'
import { Notice } from './notice'

type Props = { problem: { message: string } | null; done?: ReactNode }

/** How the form went that led here: what refused it, or what was done. */
export function Outcome({ problem, done }: Props) {
  if (problem) return <Notice kind="error">{problem.message}</Notice>
  if (!done) return null
  return (
    <Notice kind="good" announce>
      {done}
    </Notice>
  )
}
