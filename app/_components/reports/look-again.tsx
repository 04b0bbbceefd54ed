import { useFormatter, useTranslations } from 'next-intl'
import { type DecisionView, lookAgain } from '@/server/domain/reading/decisions'
import type { MapView } from '@/server/domain/reading/map-view'
import { verdictWords } from '../maps/map-words'

type Props = { decision: DecisionView; row: MapView['rows'][number] | null }

/** What moved since it was decided: no figure changes a decision, it asks to look again. */
export function LookAgain({ decision, row }: Props) {
  const t = useTranslations('decisions')
  const maps = useTranslations('maps')
  const format = useFormatter()
  if (decision.hiddenOn) {
    const date = format.dateTime(decision.hiddenOn, { dateStyle: 'medium' })
    return <p className="text-sm text-muted">{t('hidden', { date })}</p>
  }
  const moved = row && lookAgain(decision, row)
  const release = decision.releaseNo
  if (!moved || release === null) return null
  const { was, now } = moved
  const need = (points: number | null) => points ?? t('lookAgain.noNeed')
  return (
    <p className="text-sm font-semibold">
      {was.word === now.word
        ? t('lookAgain.need', { release, was: need(was.need), now: need(now.need) })
        : t('lookAgain.word', {
            ...{ release, was: verdictWords(maps, was), now: verdictWords(maps, now) },
          })}
    </p>
  )
}
