import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { LinkButton } from '@/app/_components/ui/link-button'
import { Notice } from '@/app/_components/ui/notice'
import { Outcome } from '@/app/_components/ui/outcome'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { StateWord } from '@/app/_components/ui/state-word'
import { caller } from '@/app/_trpc/caller'
import { readProblem } from '@/app/_trpc/form-problem'
import { pageData } from '@/app/_trpc/page-data'
import { typedFields } from '@/server/domain/people/organizations'
import { mayDo } from '@/server/domain/permissions'
import { MailHold } from '../_components/mail-hold'
import { DecisionMail } from './_components/decision-mail'
import { RecordForm } from './_components/record-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('title') }
}

type Props = {
  params: Promise<{ org: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function SettingsPage({ params, searchParams }: Props) {
  const { org } = await params
  const query = await searchParams
  const api = await caller()
  const [{ organization }, record] = await pageData(
    Promise.all([api.organizations.frame({ org }), api.organizations.read({ org })]),
  )
  const t = await getTranslations('settings')
  const owner = mayDo(organization.kind, organization.role, 'organization.edit')
  const problem = readProblem(query)
  const { verification: level, kind } = record
  return (
    <>
      <PageHeading
        title={t('title')}
        lede={t('lede', { organization: record.name })}
        actions={
          owner ? (
            <LinkButton href={`/o/${org}/settings/audit`}>{t('auditLink')}</LinkButton>
          ) : undefined
        }
      />
      <div className="mb-6 max-w-[40rem]">
        <Notice>
          <p>
            <StateWord tone={level === 'V2' ? 'good' : 'open'}>{t(`level.${level}`)}</StateWord>
          </p>
          <p>{t(`levelText.${kind}.${level}`, { domain: record.domain ?? '' })}</p>
          {record.parent ? <p>{t('parent', { parent: record.parent })}</p> : null}
        </Notice>
      </div>
      <MailHold hold={record.mailHold} />
      <Outcome
        form
        problem={problem?.field ? null : problem}
        done={!problem && query.done === 'saved' && t('saved')}
      />
      <RecordForm
        org={org}
        record={{ ...record, ...(problem && owner && !record.fixed ? typedOf(query) : {}) }}
        industries={await api.regions.industries()}
        problem={problem}
        owner={owner}
      />
      {kind === 'provider' ? (
        <DecisionMail
          org={org}
          on={(await api.decisions.mail({ org })).on}
          done={query.done === 'mailOn' || query.done === 'mailOff'}
        />
      ) : null}
    </>
  )
}

/** What was typed before a refusal, so that nobody types it twice. */
function typedOf(query: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    typedFields.flatMap((name): [string, string][] => {
      const value = query[`was.${name}`]
      return typeof value === 'string' ? [[name, value]] : []
    }),
  )
}
