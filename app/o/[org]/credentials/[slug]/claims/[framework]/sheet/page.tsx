import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getFormatter, getTranslations } from 'next-intl/server'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { SelectField, TextAreaField } from '@/app/_components/ui/field'
import { Notice } from '@/app/_components/ui/notice'
import { Outcome } from '@/app/_components/ui/outcome'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { SendButton } from '@/app/_components/ui/send-button'
import { caller } from '@/app/_trpc/caller'
import { readProblem } from '@/app/_trpc/form-problem'
import { readerMayDo } from '@/app/_trpc/may-do'
import { pageData } from '@/app/_trpc/page-data'
import { typedIn } from '@/app/_trpc/typed-in'
import { readAnyFramework } from '@/app/o/[org]/frameworks/_read/own-framework'
import { longestClaimText, type WaitingClaims } from '@/server/domain/catalogue/claim-lists'
import { claimKinds } from '@/server/domain/catalogue/credentials'
import { readOwnCredential } from '../../../../_read/own-credential'

type Props = {
  params: Promise<{ org: string; slug: string; framework: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('claims.sheet'))('bring') }
}

/** Claims from a sheet, pasted or as a file: it is looked at before anything is claimed. */
export default async function ClaimSheetPage({ params, searchParams }: Props) {
  const { org, slug, framework: frameworkSlug } = await params
  const query = await searchParams
  if (!(await readerMayDo(org, 'credential.edit'))) notFound()
  const credential = await readOwnCredential(params)
  const framework = await readAnyFramework(Promise.resolve({ org, slug: frameworkSlug }))
  const waiting = await pageData((await caller()).claims.waiting({ org, slug }))
  const t = await getTranslations('claims')
  const kinds = await getTranslations('own-credentials.claim')
  const problem = readProblem(query)
  const typed = typedIn(query)
  const about = new URLSearchParams({ credential: slug, framework: frameworkSlug })
  return (
    <>
      <Breadcrumb
        label={t('breadcrumb')}
        items={[
          { href: `/o/${org}/credentials`, label: t('credentials') },
          { href: `/o/${org}/credentials/${slug}`, label: credential.name },
          {
            href: `/o/${org}/credentials/${slug}/claims/${frameworkSlug}`,
            label: framework.name,
          },
          { label: t('sheet.bring') },
        ]}
      />
      <PageHeading
        title={t('sheet.bring')}
        lede={t('sheet.bringLede', { framework: framework.name })}
      />
      <div className="grid gap-5">
        <Outcome form problem={problem} />
        <Waiting org={org} waiting={waiting} />
        <form
          method="post"
          action={`/o/${org}/claims/upload?${about}`}
          encType="multipart/form-data"
          className="grid max-w-3xl gap-4"
        >
          <TextAreaField
            name="text"
            rows={8}
            label={t('sheet.label')}
            hint={t('sheet.hint')}
            defaultValue={typed.get('text') ?? ''}
            maxLength={longestClaimText}
            spellCheck={false}
          />
          <label className="grid gap-1">
            <span className="font-semibold">{t('sheet.file')}</span>
            <input
              type="file"
              name="file"
              accept=".csv,.tsv,.txt,.xlsx,.xlsm,text/csv,text/plain"
              className="control"
            />
          </label>
          <SelectField
            name="otherwise"
            label={t('sheet.otherwise')}
            options={claimKinds.map((value) => ({ value, label: kinds(value) }))}
            defaultValue={typed.get('otherwise') ?? 'teaches'}
            className="max-w-60"
          />
          <div>
            <SendButton variant="primary" pending={t('sheet.checking')}>
              {t('sheet.check')}
            </SendButton>
          </div>
        </form>
      </div>
    </>
  )
}

async function Waiting({ org, waiting }: { org: string; waiting: WaitingClaims[] }) {
  if (waiting.length === 0) return null
  const t = await getTranslations('claims.sheet')
  const format = await getFormatter()
  return (
    <Notice title={t('waiting', { count: waiting.length })}>
      <ul>
        {waiting.map(({ id, fileName, framework, createdAt }) => (
          <li key={id}>
            <Link
              href={`/o/${org}/claims/${id}`}
              prefetch={false}
              className="link inline-block py-0.5"
            >
              <Said>{fileName ?? t('pasted')}</Said>
            </Link>
            {', '}
            <Said>{framework}</Said> (
            {format.dateTime(createdAt, { dateStyle: 'medium', timeStyle: 'short' })})
          </li>
        ))}
      </ul>
    </Notice>
  )
}
