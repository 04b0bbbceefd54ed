import 'server-only'
import { getTranslations } from 'next-intl/server'
import { blank } from '@/app/_i18n/blanks'
import { competencyAxes, competencyTypes } from '@/server/domain/catalogue/frameworks'
import type { CompetencyWords } from './competency-form'

/** The words of the competency form, for adding or for rewording. */
export async function competencyWords(submit: 'addButton' | 'save'): Promise<CompetencyWords> {
  const t = await getTranslations('frameworks')
  const none = { value: '' as const, label: t('form.none') }
  return {
    statement: t('form.statement'),
    statementHint: t('form.statementHint'),
    label: t('form.label'),
    labelHint: t('form.labelHint'),
    code: t('form.code'),
    type: t('form.type'),
    axis: t('form.axis'),
    level: t('form.level'),
    notes: t('form.notes'),
    submit: t(`form.${submit}`),
    another: t('form.addAnother'),
    added: blank(await getTranslations(), 'frameworks.form.added'),
    saving: t('form.saving'),
    failed: t('form.failed'),
    retire: t('form.retire'),
    retireHint: t('form.retireHint'),
    types: [none, ...competencyTypes.map((value) => ({ value, label: t(`type.${value}`) }))],
    axes: [none, ...competencyAxes.map((value) => ({ value, label: t(`axis.${value}`) }))],
  }
}
