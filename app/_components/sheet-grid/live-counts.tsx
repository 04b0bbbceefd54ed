'use client'

import { useEffect, useRef, useState } from 'react'
import { type Failed, wordsOf } from '../ui/use-action'

type Props = {
  /** What stands before a column is changed. */
  initial: string
  /** The sentence for what the table holds with its columns so; rejects with the sentence that refuses them. */
  count: (fields: string[]) => Promise<string>
  words: Failed & { counting: string }
}

/** Whoever changes several columns in a row is answered once. */
const pause = 400

/** What the table of the form around it holds, counted again whenever a column is changed. */
export function LiveCounts({ initial, count, words }: Props) {
  const line = useRef<HTMLParagraphElement>(null)
  const [said, setSaid] = useState(initial)
  const standing = useRef(words)

  useEffect(() => {
    const form = line.current?.closest('form')
    if (!form) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let last = 0
    const recount = async () => {
      last += 1
      const own = last
      setSaid(standing.current.counting)
      const next = await count(selectsIn(form).map(({ value }) => value)).catch(
        (thrown: unknown) => wordsOf(thrown, standing.current).message,
      )
      if (own === last) setSaid(next)
    }
    const changed = ({ target }: Event) => {
      if (!(target instanceof HTMLSelectElement) || !target.name.startsWith('column.')) return
      clearTimeout(timer)
      timer = setTimeout(() => void recount(), pause)
    }
    form.addEventListener('change', changed)
    // Before this page listened, or when the browser came back to it, columns may have been changed.
    if (selectsIn(form).some(wasChanged)) void recount()
    return () => {
      clearTimeout(timer)
      form.removeEventListener('change', changed)
    }
  }, [count])

  return (
    <p ref={line} role="status" className="font-semibold">
      {said}
    </p>
  )
}

function selectsIn(form: HTMLFormElement): HTMLSelectElement[] {
  return [...form.querySelectorAll<HTMLSelectElement>('select[name^="column."]')]
}

function wasChanged({ options }: HTMLSelectElement): boolean {
  return [...options].some(({ selected, defaultSelected }) => selected !== defaultSelected)
}
