import { getFormatter, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import {
  HALF_LIFE_QUARTERS,
  MAX_AGE_QUARTERS,
  PRIOR_REFERENCE_VOTES,
  PRIOR_VOTES,
  totalOf,
} from '@/server/domain/method/counts'
import type { WorkedScale } from '@/server/domain/reading/worked-example'
import type { SplitLevel } from '../../charts/answer-split'
import { Formula } from '../../ui/formula'
import { WorkedGroups } from './worked-groups'
import { WorkedLevels } from './worked-levels'

type Props = {
  kind: 'fit' | 'importance'
  scale: WorkedScale
  /** Lowest level first, with the row's answers. */
  answers: SplitLevel[]
  /** What each level counts as, 0–1. */
  scores: readonly number[]
  children?: ReactNode
}

/** One scale of a row from its groups to its estimate, plain words first, the formula behind a fold. */
export async function WorkedScaleSteps({ kind, scale, answers, scores, children }: Props) {
  const t = await getTranslations('worked-example')
  const maps = await getTranslations('maps')
  const format = await getFormatter()
  const three = (value: number) => format.number(value, { maximumFractionDigits: 3 })
  const points = (share: number) => format.number(100 * share, { maximumFractionDigits: 1 })
  const bold = { b: (chunks: ReactNode) => <b>{chunks}</b> }
  const published = totalOf(scale.reference)
  const turned = kind === 'fit'
  return (
    <div className="prose mt-2 max-w-none">
      <h3>{t('steps.votes')}</h3>
      <p className="measure">
        {t('groups.text', {
          employers: scale.employers,
          groups: scale.groups.length,
          halfLife: HALF_LIFE_QUARTERS / 4,
          maxAge: MAX_AGE_QUARTERS / 4,
        })}
      </p>
      <WorkedGroups
        groups={scale.groups}
        levels={answers.map((level) => level.label)}
        title={t(`${kind}.title`)}
      />
      <p className="measure">{maps('moved')}</p>
      <Formula>
        {t('formula.faded', { halfLife: HALF_LIFE_QUARTERS, votes: three(scale.votes) })}
      </Formula>
      <h3>{t('steps.start')}</h3>
      <p className="measure">
        {scale.evenPrior
          ? t('prior.even', { m: PRIOR_VOTES, minimum: PRIOR_REFERENCE_VOTES })
          : t('prior.published', { m: PRIOR_VOTES, votes: published })}
      </p>
      <WorkedLevels
        title={t(`${kind}.title`)}
        scale={scale}
        answers={answers}
        scores={scores}
        countsAs={t(`${kind}.counts`)}
      />
      <Formula>
        {scale.evenPrior
          ? t('formula.priorEven', { m: PRIOR_VOTES, levels: scores.length })
          : t('formula.priorPublished', {
              m: PRIOR_VOTES,
              votes: published,
              levels: scores.length,
            })}
      </Formula>
      <h3>{t('steps.estimate')}</h3>
      <p className="measure">
        {t.rich(`${kind}.estimate`, {
          mean: three(scale.mean),
          score: points(turned ? 1 - scale.mean : scale.mean),
          lower: points(turned ? 1 - scale.upper : scale.lower),
          upper: points(turned ? 1 - scale.lower : scale.upper),
          ...bold,
        })}
      </p>
      <Formula>
        {t('formula.mean', {
          m: PRIOR_VOTES,
          total: three(totalOf(scale.alpha)),
          mean: three(scale.mean),
          variance: format.number(scale.variance, { maximumSignificantDigits: 3 }),
          phi: three(scale.phi),
          a: three(scale.mean * scale.phi),
          b: three((1 - scale.mean) * scale.phi),
        })}
      </Formula>
      {children}
    </div>
  )
}
