import { getTranslations } from 'next-intl/server'
import {
  FIT_LEVELS,
  FIT_SHORTFALL,
  IMPORTANCE_LEVELS,
  IMPORTANCE_SCORE,
} from '@/server/domain/scales'
import type { NoteBlock } from '@/server/formats/technical-note'

/** Both scales, most to least, with what each level counts as. */
export async function levelRows(): Promise<NoteBlock> {
  const t = await getTranslations('technical-note.asked')
  const scales = await getTranslations('scales')
  const thirds = (score: number | undefined) => `${Math.round(3 * (score ?? 0))}/3`
  return {
    kind: 'table',
    caption: t('caption'),
    columns: [{ label: t('scale') }, { label: t('counts'), numeric: true }],
    rows: [
      ...[...IMPORTANCE_LEVELS]
        .reverse()
        .map((level) => [
          t('importance', { level: scales(`importance.full.${level}`) }),
          thirds(IMPORTANCE_SCORE[level - 1]),
        ]),
      ...[...FIT_LEVELS]
        .reverse()
        .map((level) => [
          t('fit', { level: scales(`fit.levels.${level}.label`) }),
          thirds(FIT_SHORTFALL[level]),
        ]),
    ],
  }
}
