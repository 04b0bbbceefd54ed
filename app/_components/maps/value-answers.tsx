import { getTranslations } from 'next-intl/server'
import type { MapView } from '@/server/domain/reading/map-view'
import { AnswerSplit } from '../charts/answer-split'
import { valueLevels } from './split-levels'
import { ValueCounts } from './value-counts'

/** What the credential does for an applicant, in employers' answers. */
export async function ValueAnswers({ value }: { value: NonNullable<MapView['value']> }) {
  const t = await getTranslations('maps.value')
  const levels = await valueLevels(value.counts)
  return (
    <>
      <AnswerSplit title={t('text', { n: value.employers })} levels={levels} />
      <ValueCounts levels={levels} />
    </>
  )
}
