import { getTranslations } from 'next-intl/server'
import { Button } from '@/app/_components/ui/button'
import type { Suggestion } from '@/server/domain/catalogue/alignments'
import { SuggestionRow } from './suggestion-row'

type Props = { action: string; decisions: Suggestion[]; may: boolean }

/** Decisions about a competency that are not among its suggestions now. */
export async function EarlierDecisions({ action, decisions, may }: Props) {
  const t = await getTranslations('alignments')
  if (decisions.length === 0) return null
  return (
    <section aria-labelledby="earlier" className="mt-9">
      <h2 id="earlier" className="mb-2 text-lg">
        {t('desk.others')}
      </h2>
      <ul className="rows">
        {decisions.map((suggestion) => (
          <li
            key={suggestion.competency.id}
            className="flex flex-wrap items-start justify-between gap-x-4"
          >
            <SuggestionRow suggestion={suggestion} showFramework />
            {may && suggestion.decision ? (
              <form action={action} method="post">
                <input type="hidden" name="do" value="undo" />
                <input type="hidden" name="ids" value={suggestion.decision.id} />
                <Button
                  variant="quiet"
                  aria-label={t('desk.undoLabel', { label: suggestion.competency.label })}
                >
                  {t('desk.undo')}
                </Button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
