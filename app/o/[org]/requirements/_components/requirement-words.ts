import 'server-only'
import { getTranslations } from 'next-intl/server'
import { failedWords } from '@/app/_components/ui/failed-words'
import { blank } from '@/app/_i18n/blanks'
import { jobWord } from '@/server/domain/asking/job-words'
import { IMPORTANCE_LEVELS, PROFICIENCY_LEVELS, RATER_ROLES } from '@/server/domain/scales'

export type RequirementWords = Awaited<ReturnType<typeof requirementWords>>

/** Every finished string of the form, so that the browser needs no message files. */
export async function requirementWords({ id, title }: { id: string; title: string }) {
  const t = await getTranslations('requirements.form')
  const all = await getTranslations()
  const scales = await getTranslations('scales')
  return {
    question: t('question', { job: jobWord({ code: id, title }) }),
    intro: t('intro'),
    title: t('title'),
    roleQuestion: scales('role.question'),
    roles: RATER_ROLES.map((role) => ({ value: role, label: scales(`role.${role}`) })),
    levels: [...IMPORTANCE_LEVELS].reverse().map((level) => ({
      value: String(level),
      label: scales(`importance.levels.${level}.label`),
      help: level === 2 ? scales('importance.levels.2.help') : '',
    })),
    notSure: t('notSure'),
    proficiency: t('proficiency'),
    proficiencyHint: t('proficiencyHint'),
    proficiencyQuestion: scales('proficiency.question'),
    proficiencyLevels: PROFICIENCY_LEVELS.map((level) => ({
      value: String(level),
      label: `${scales(`proficiency.levels.${level}.label`)}: ${scales(`proficiency.levels.${level}.help`)}`,
    })),
    notSaid: t('notSaid'),
    lines: t('lines'),
    noLines: t('noLines'),
    addTitle: t('addTitle'),
    startTitle: t('startTitle'),
    search: t('search'),
    searchHint: t('searchHint'),
    searchNothing: t('searchNothing'),
    add: t('add'),
    addLabel: blank(all, 'requirements.form.addLabel'),
    added: blank(all, 'requirements.form.added'),
    already: t('already'),
    ownWords: t('ownWords'),
    ownWordsHint: t('ownWordsHint'),
    ownWordsAdd: t('ownWordsAdd'),
    ownWordsKick: t('ownWordsKick'),
    offer: t('offer'),
    offerHint: t('offerHint'),
    remove: t('remove'),
    removeLabel: blank(all, 'requirements.form.removeLabel'),
    marked: blank(all, 'requirements.form.marked'),
    save: t('save'),
    saving: t('saving'),
    noneMarked: t('noneMarked'),
    noRole: t('noRole'),
    privacy: t('privacy'),
    ...(await failedWords()),
  }
}
