import { getFormatter, getTranslations } from 'next-intl/server'
import { Passages } from '@/app/_components/ui/passages'
import { Said } from '@/app/_components/ui/said'
import { StateWord } from '@/app/_components/ui/state-word'
import type { Suggestion } from '@/server/domain/catalogue/alignments'
import { isBeginningOf } from '@/server/domain/catalogue/competency-label'

/** A suggested competency with the words that matched marked, and what was decided about it. */
export async function SuggestionRow({
  suggestion,
  showFramework,
}: {
  suggestion: Suggestion
  showFramework: boolean
}) {
  const t = await getTranslations('alignments')
  const format = await getFormatter()
  const { competency, decision, words, claimedBy } = suggestion
  const isOne = isBeginningOf(competency.label, competency.statement)
  const facts = [
    showFramework ? t('desk.framework', { framework: competency.framework.name }) : null,
    claimedBy ? t('desk.claimed', { framework: claimedBy }) : null,
    words.length > 0
      ? t('desk.words', { words: format.list(words, { type: 'unit', style: 'short' }) })
      : null,
  ].filter((fact) => fact !== null)
  return (
    <span className="block min-w-0">
      <span className="block font-semibold">
        <Said>
          <Passages of={isOne ? suggestion.statement : suggestion.label} />
        </Said>
      </span>
      {isOne ? null : (
        <span className="block">
          <Said>
            <Passages of={suggestion.statement} />
          </Said>
        </span>
      )}
      {facts.map((fact) => (
        <span key={fact} className="block text-sm text-muted">
          {fact}
        </span>
      ))}
      {decision ? (
        <span className="mt-1 block text-sm">
          <StateWord tone={decision.kind ? 'good' : 'none'}>
            {decision.kind
              ? t('desk.accepted', {
                  kind: t(`kind.${decision.kind}`).toLowerCase(),
                  date: format.dateTime(decision.at, { dateStyle: 'medium' }),
                })
              : t('desk.rejected', {
                  date: format.dateTime(decision.at, { dateStyle: 'medium' }),
                })}
          </StateWord>
        </span>
      ) : null}
    </span>
  )
}
