import 'server-only'
import { getTranslations } from 'next-intl/server'
import { caller } from '@/app/_trpc/caller'
import { readerMayDo } from '@/app/_trpc/may-do'
import { pageData } from '@/app/_trpc/page-data'
import type { Step } from './first-steps'

type Known = { org: string; counties: number; confirmed: number; asked: boolean }

/** A partnership's first run, worked out from what there is; nothing of it is stored. */
export async function partnershipSteps({
  org,
  counties,
  confirmed,
  asked,
}: Known): Promise<Step[]> {
  const t = await getTranslations('home.partnership.first')
  const { organization } = await pageData((await caller()).organizations.frame({ org }))
  const editor = await readerMayDo(org, 'region.edit')
  const mayConfirm = organization.verification === 'V2'
  const may = (href: string, label: string) => (editor ? { href: `/o/${org}${href}`, label } : null)
  return [
    {
      key: 'region',
      done: counties > 0,
      title: t('region'),
      hint: t('regionHint'),
      action: may('/region', t('regionAction')),
    },
    {
      key: 'confirm',
      done: confirmed > 0,
      title: t('confirm'),
      hint: t(mayConfirm ? 'confirmHint' : 'confirmWaits'),
      action: mayConfirm ? may('/employers', t('confirmAction')) : null,
    },
    {
      key: 'ask',
      done: asked,
      title: t('ask'),
      hint: t('askHint'),
      action: may('/cycles/new', t('askAction')),
    },
  ]
}
