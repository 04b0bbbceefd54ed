import { getTranslations } from 'next-intl/server'
import {
  CANNOT_JUDGE,
  EXPOSURES,
  FIT_LEVELS,
  IMPORTANCE_LEVELS,
  NOT_SURE,
  RATER_ROLES,
  VALUE_LEVELS,
} from '@/server/domain/scales'
import type { Choice } from './choices'

export type ScaleChoices = {
  role: Choice[]
  exposure: Choice[]
  importance: Choice[]
  fit: Choice[]
  value: Choice[]
}

/** The answers of every scale in the wording of the method, from most to least. */
export async function scaleChoices(): Promise<ScaleChoices> {
  const t = await getTranslations('scales')
  const fromMost = <Level extends number>(levels: readonly Level[]) => [...levels].reverse()
  return {
    role: RATER_ROLES.map((role, at) => ({
      value: role,
      label: t(`role.${role}`),
      shortcut: String(at + 1),
    })),
    exposure: EXPOSURES.map((exposure, at) => ({
      value: exposure,
      label: t(`exposure.${exposure}`),
      shortcut: String(at + 1),
    })),
    importance: [
      ...fromMost(IMPORTANCE_LEVELS).map((level) => ({
        value: String(level),
        label: t(`importance.levels.${level}.label`),
        help: t(`importance.levels.${level}.help`),
        shortcut: String(level),
      })),
      { value: NOT_SURE, label: t('importance.notSure'), shortcut: 'n', apart: true },
    ],
    fit: [
      ...fromMost(FIT_LEVELS).map((level) => ({
        value: String(level),
        label: t(`fit.levels.${level}.label`),
        help: t(`fit.levels.${level}.help`),
        shortcut: String(level),
      })),
      {
        value: CANNOT_JUDGE,
        label: t('fit.cannotJudge.label'),
        help: t('fit.cannotJudge.help'),
        shortcut: 'x',
        apart: true,
      },
    ],
    value: [
      ...fromMost(VALUE_LEVELS).map((level) => ({
        value: String(level),
        label: t(`value.levels.${level}`),
        shortcut: String(level),
      })),
      { value: NOT_SURE, label: t('value.notSure'), shortcut: 'n', apart: true },
    ],
  }
}
