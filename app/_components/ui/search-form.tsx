import clsx from 'clsx'
import { Button } from './button'

type Props = {
  /** The page that shows what is found; without it, this one. */
  action?: string
  query: string
  words: { label: string; submit: string }
  className?: string
}

/** Finds lines of a list on the page it stands on. */
export function SearchForm({ action, query, words, className }: Props) {
  return (
    <search className={clsx('block max-w-[32rem]', className)}>
      <form method="get" action={action} className="flex gap-2">
        <input
          name="q"
          type="search"
          dir="auto"
          className="control"
          defaultValue={query}
          aria-label={words.label}
          placeholder={words.label}
          maxLength={100}
        />
        <Button>{words.submit}</Button>
      </form>
    </search>
  )
}
