import type { inferRouterOutputs } from '@trpc/server'
import { useTranslations } from 'next-intl'
import { Button } from '@/app/_components/ui/button'
import { TextField } from '@/app/_components/ui/field'
import { Said } from '@/app/_components/ui/said'
import type { FormProblem } from '@/app/_trpc/form-problem'
import { rowCells } from '@/server/domain/people/address-rows'
import type { AppRouter } from '@/server/routers/index'

type Place = inferRouterOutputs<AppRouter>['cycles']['places'][number]

type Props = {
  action: string
  places: Place[]
  problem: FormProblem | null
  /** What stood in the fields of the form that was refused, by their names. */
  typed: ReadonlyMap<string, string>
}

/** Where the employers stand that nobody has confirmed yet, to be set right for whoever does. */
export function Places({ action, places, problem, typed }: Props) {
  const t = useTranslations('cycles.places')
  if (places.length === 0) return null
  const refused = problem ? typed.get('employer') : undefined
  return (
    <section id="places" aria-labelledby="places-title">
      <details open={refused !== undefined}>
        <summary className="link min-h-11 cursor-pointer py-2">
          <span id="places-title">{t('title', { count: places.length })}</span>
        </summary>
        <p className="measure mb-3 text-muted">{t('text')}</p>
        <ul className="rows">
          {places.map((place) => {
            const { employerId, employer } = place
            const isRefused = refused === employerId
            const field = (name: 'county' | 'industry') => {
              const { from, text } = place[name]
              return from === 'record' ? (
                <p>
                  <span className="block font-semibold">{t(name)}</span>
                  <Said>{text}</Said> <span className="text-muted">{t('ofRecord')}</span>
                </p>
              ) : (
                <TextField
                  name={name}
                  id={`${name}-${employerId}`}
                  label={t(name)}
                  hint={from === 'asker' ? t('fromAsker') : undefined}
                  defaultValue={isRefused ? (typed.get(name) ?? '') : text}
                  maxLength={rowCells[name]}
                  error={isRefused && problem?.field === name ? problem.message : undefined}
                />
              )
            }
            return (
              <li key={employerId}>
                <form
                  method="post"
                  action={action}
                  aria-label={employer}
                  className="grid items-end gap-3 sm:grid-cols-[1fr_1fr_1fr_auto]"
                >
                  <p className="self-center font-semibold">
                    <Said>{employer}</Said>
                  </p>
                  <input type="hidden" name="employer" value={employerId} />
                  {field('county')}
                  {field('industry')}
                  <Button aria-label={`${t('save')}: ${employer}`}>{t('save')}</Button>
                </form>
              </li>
            )
          })}
        </ul>
      </details>
    </section>
  )
}
