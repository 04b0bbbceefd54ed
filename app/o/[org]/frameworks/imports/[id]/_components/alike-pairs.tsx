import type { ReactNode } from 'react'
import { Button } from '@/app/_components/ui/button'
import { ChoiceField, FieldSet } from '@/app/_components/ui/field'
import type { Separated } from '@/server/domain/catalogue/imports'

/** A row and what stands that is near-equal, as they are shown. */
export type AlikePair = { id: string; name: string; now: ReactNode; row: ReactNode }

export type AlikeWords = Record<
  'title' | 'hint' | 'now' | 'row' | 'same' | 'different' | 'allSame' | 'allDifferent',
  string
> & { more: string | null }

type Props = {
  pairs: AlikePair[]
  separate: Separated
  choose: (separate: Separated) => void
  words: AlikeWords
}

/** Says of each near-equal pair whether it is one competency in other words or two. */
export function AlikePairs({ pairs, separate, choose, words }: Props) {
  const isApart = (id: string) => separate === 'all' || separate.includes(id)
  const put = (id: string, apart: boolean) => {
    const others = pairs.map((pair) => pair.id).filter((other) => other !== id && isApart(other))
    choose(apart ? [...others, id] : others)
  }
  return (
    <section aria-labelledby="alike" className="grid gap-3">
      <h3 id="alike">{words.title}</h3>
      <p className="max-w-160 text-muted">{words.hint}</p>
      {pairs.map(({ id, name, now, row }) => (
        <FieldSet key={id} legend={<span className="sr-only">{name}</span>}>
          <dl className="grid gap-x-4 gap-y-1 border-t border-line pt-3 sm:grid-cols-[8rem_1fr]">
            <dt className="text-muted">{words.now}</dt>
            <dd>{now}</dd>
            <dt className="text-muted">{words.row}</dt>
            <dd>{row}</dd>
          </dl>
          <div className="flex flex-wrap gap-x-6">
            {[false, true].map((apart) => (
              <ChoiceField
                key={String(apart)}
                type="radio"
                name={`alike.${id}`}
                value={apart ? 'apart' : 'same'}
                label={apart ? words.different : words.same}
                checked={isApart(id) === apart}
                onChange={() => put(id, apart)}
              />
            ))}
          </div>
        </FieldSet>
      ))}
      {words.more ? <p className="text-muted">{words.more}</p> : null}
      {pairs.length > 1 ? (
        <div className="flex flex-wrap gap-3">
          <Button type="button" onClick={() => choose([])}>
            {words.allSame}
          </Button>
          <Button type="button" onClick={() => choose('all')}>
            {words.allDifferent}
          </Button>
        </div>
      ) : null}
    </section>
  )
}
