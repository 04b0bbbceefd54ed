import 'server-only'
import { getTranslations } from 'next-intl/server'
import { caller } from '@/app/_trpc/caller'
import { readerMayDo } from '@/app/_trpc/may-do'
import { pageData } from '@/app/_trpc/page-data'
import type { CycleState } from '@/server/domain/asking/cycles'
import type { Step } from './first-steps'

type Known = {
  org: string
  credentials: readonly { slug: string; competencies: number }[]
  cycles: readonly { state: CycleState }[]
}

/** A provider's first run, worked out from what there is; nothing of it is stored. */
export async function providerSteps({ org, credentials, cycles }: Known): Promise<Step[]> {
  const t = await getTranslations('home.provider.first')
  const api = await caller()
  const record = await pageData(api.organizations.read({ org }))
  const [owner, editor] = [
    await readerMayDo(org, 'organization.edit'),
    await readerMayDo(org, 'credential.edit'),
  ]
  const described = credentials.some(({ competencies }) => competencies > 0)
  // Whoever has described a credential has brought what it claims, from wherever.
  const brought = described || (await pageData(api.frameworks.list({ org }))).own.length > 0
  const bare = credentials.find(({ competencies }) => competencies === 0)
  const may = (href: string, label: string) => (editor ? { href: `/o/${org}${href}`, label } : null)
  return [
    {
      key: 'county',
      optional: true,
      done: record.county !== null,
      title: t('county'),
      hint: t(owner ? 'countyHint' : 'countyHintOther'),
      action: owner ? { href: `/o/${org}/settings`, label: t('countyAction') } : null,
    },
    {
      key: 'bring',
      done: brought,
      title: t('bring'),
      hint: t('bringHint'),
      action: may('/frameworks/imports/new', t('bringAction')),
    },
    {
      key: 'describe',
      done: described,
      title: t('describe'),
      hint: t('describeHint'),
      action: bare
        ? may(`/credentials/${bare.slug}/claims`, t('claimAction'))
        : may('/credentials/new', t('describeAction')),
    },
    {
      key: 'ask',
      done: cycles.some(({ state }) => state === 'open' || state === 'closed'),
      title: t('ask'),
      hint: t('askHint'),
      action: may('/cycles/new', t('askAction')),
    },
  ]
}
