import { useTranslations } from 'next-intl'
import { Button } from '@/app/_components/ui/button'
import { ChoiceField } from '@/app/_components/ui/field'
import { CountyInput } from './county-input'
import type { Region } from './region-section'

type Props = {
  org: string
  region: Region
  states: { id: string; name: string }[]
  /** The state whose counties are shown for choosing. */
  chosen: string | null
  offered: { id: string; name: string }[]
}

/** Two ways to add counties: by name, and out of a state's list. */
export function AddCounties({ org, region, states, chosen, offered }: Props) {
  const t = useTranslations('region')
  const inside = new Set(region.counties.map((county) => county.id))
  const free = offered.filter((county) => !inside.has(county.id))
  return (
    <div className="mt-6">
      <h3 className="mb-2">{t('addTitle')}</h3>
      <div className="grid gap-6 lg:grid-cols-2">
        <form method="post" action={`/o/${org}/region/counties`} className="grid gap-3">
          <input type="hidden" name="regionId" value={region.id} />
          <CountyInput
            id={`county-${region.id}`}
            label={t('addOne')}
            hint={t('addOneHint')}
            add={t('add')}
          />
        </form>
        <form method="get" className="grid content-start gap-3">
          <input type="hidden" name="for" value={region.id} />
          <div>
            <label htmlFor={`state-${region.id}`} className="mb-1 block font-semibold">
              {t('byState')}
            </label>
            <p id={`state-${region.id}-hint`} className="mb-1 text-sm text-muted">
              {t('state')}
            </p>
            <div className="flex gap-2">
              <select
                id={`state-${region.id}`}
                name="state"
                defaultValue={chosen ?? states[0]?.id}
                className="control"
                aria-describedby={`state-${region.id}-hint`}
              >
                {states.map((state) => (
                  <option key={state.id} value={state.id}>
                    {state.name}
                  </option>
                ))}
              </select>
              <Button>{t('showState')}</Button>
            </div>
          </div>
        </form>
      </div>
      {free.length > 0 ? (
        <form method="post" action={`/o/${org}/region/counties`} className="mt-4">
          <input type="hidden" name="regionId" value={region.id} />
          <fieldset>
            <legend className="sr-only">{t('addTitle')}</legend>
            <div className="columns-2 gap-6 border-y border-line py-2 sm:columns-3 lg:columns-4">
              {free.map((county) => (
                <ChoiceField
                  key={county.id}
                  name="add"
                  value={county.id}
                  label={county.name}
                  className="break-inside-avoid"
                />
              ))}
            </div>
          </fieldset>
          <div className="mt-3">
            <Button variant="primary">{t('addChosen')}</Button>
          </div>
        </form>
      ) : null}
    </div>
  )
}
