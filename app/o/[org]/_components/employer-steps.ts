import 'server-only'
import { getTranslations } from 'next-intl/server'
import { caller } from '@/app/_trpc/caller'
import { readerMayDo } from '@/app/_trpc/may-do'
import { pageData } from '@/app/_trpc/page-data'
import type { Step } from './first-steps'

type Known = {
  org: string
  record: { county: string | null; industryId: string | null }
  jobs: number
}

/** An employer's first run, worked out from what there is; nothing of it is stored. */
export async function employerSteps({ org, record, jobs }: Known): Promise<Step[]> {
  const t = await getTranslations('home.employer.first')
  const { members } = await pageData((await caller()).organizations.members({ org }))
  const [owner, editor] = [
    await readerMayDo(org, 'organization.edit'),
    await readerMayDo(org, 'requirement.edit'),
  ]
  return [
    {
      key: 'record',
      done: record.county !== null && record.industryId !== null,
      title: t('record'),
      hint: t(owner ? 'recordHint' : 'recordHintOther'),
      action: owner ? { href: `/o/${org}/settings`, label: t('recordAction') } : null,
    },
    {
      key: 'job',
      done: jobs > 0,
      title: t('job'),
      hint: t('jobHint'),
      action: editor ? { href: `/o/${org}/requirements/new`, label: t('jobAction') } : null,
    },
    {
      key: 'colleague',
      optional: true,
      done: members.length > 1,
      title: t('colleague'),
      hint: t('colleagueHint'),
      action: owner ? { href: `/o/${org}/team`, label: t('colleagueAction') } : null,
    },
  ]
}
