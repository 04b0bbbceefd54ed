import { getTranslations } from 'next-intl/server'
import type { SplitLevel } from '../charts/answer-split'

/** Importance answers: below and from "should have" on. */
export async function importanceLevels(counts: readonly number[]): Promise<SplitLevel[]> {
  const t = await getTranslations('scales.importance.full')
  const tones = [0, 1, 3, 4] as const
  return tones.map((tone, index) => ({
    key: `${index + 1}`,
    label: t(`${index + 1}`),
    count: counts[index] ?? 0,
    side: index < 2 ? 'left' : 'right',
    tone,
  }))
}

/** Fit answers: short of the need, meeting it, and "close" set apart. */
export async function fitLevels(counts: readonly number[]): Promise<SplitLevel[]> {
  const t = await getTranslations('scales.fit.levels')
  const tones = [0, 1, 2, 3, 4] as const
  return tones.map((tone) => ({
    key: `${tone}`,
    label: t(`${tone}.label`),
    count: counts[tone] ?? 0,
    side: tone < 2 ? 'left' : tone > 2 ? 'right' : 'middle',
    tone,
  }))
}

/** Answers to "When you hire …, this credential is". */
export async function valueLevels(counts: readonly number[]): Promise<SplitLevel[]> {
  const t = await getTranslations('scales.value.levels')
  const tones = [0, 1, 3, 4] as const
  return tones.map((tone, index) => ({
    key: `${index + 1}`,
    label: t(`${index + 1}`),
    count: counts[index] ?? 0,
    side: index < 2 ? 'left' : 'right',
    tone,
  }))
}
