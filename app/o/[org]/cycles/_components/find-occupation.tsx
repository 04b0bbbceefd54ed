import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Button } from '@/app/_components/ui/button'
import { TextField } from '@/app/_components/ui/field'
import { Said } from '@/app/_components/ui/said'
import { caller } from '@/app/_trpc/caller'
import { jobCalled } from '@/server/domain/asking/job-words'

type Props = { path: string; cycleId: string | null; query: string }

/** The first question of a set-up: which job, found by plain title or code. */
export async function FindOccupation({ path, cycleId, query }: Props) {
  const t = await getTranslations('cycles.setup')
  const found = query.trim()
    ? await (await caller()).occupations.search({ query: query.trim(), limit: 12 })
    : []
  return (
    <section className="grid max-w-3xl gap-5">
      <h2>{t('occupation')}</h2>
      <form method="get" action={path} className="flex flex-wrap items-end gap-2">
        {cycleId ? <input type="hidden" name="cycleId" value={cycleId} /> : null}
        <div className="min-w-0 flex-1 basis-64">
          <TextField
            name="q"
            type="search"
            dir="auto"
            label={t('occupationLabel')}
            hint={t('occupationHint')}
            defaultValue={query}
            maxLength={80}
            required
          />
        </div>
        <Button variant="primary">{t('find')}</Button>
      </form>
      {query && found.length === 0 ? <p>{t('nothing', { query })}</p> : null}
      {found.length > 0 ? (
        <ul className="rows" aria-label={t('found')}>
          {found.map((hit) => (
            <li key={hit.id}>
              <Link
                href={`${path}?${chosen(hit, cycleId)}`}
                prefetch={false}
                className="link font-semibold"
              >
                <Said>{hit.title}</Said>
              </Link>{' '}
              <span className="text-muted">
                {hit.code}
                {hit.matched ? ` · ${hit.matched}` : ''}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

/** The occupation, and what it was found by where that is said of a person: raters may call it so too. */
function chosen({ id, matched }: { id: string; matched: string | null }, cycleId: string | null) {
  const job = matched === null ? null : jobCalled(matched)
  return new URLSearchParams({
    ...(cycleId ? { cycleId } : {}),
    occupation: id,
    ...(job ? { job } : {}),
  })
}
