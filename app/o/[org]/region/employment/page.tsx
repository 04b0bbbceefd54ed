import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmploymentColumns } from '@/app/_components/employment/employment-columns'
import { EmploymentStored } from '@/app/_components/employment/employment-stored'
import { EmploymentUpload } from '@/app/_components/employment/employment-upload'
import { EmploymentWaiting } from '@/app/_components/employment/employment-waiting'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { Notice } from '@/app/_components/ui/notice'
import { Outcome } from '@/app/_components/ui/outcome'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { caller } from '@/app/_trpc/caller'
import { readProblem } from '@/app/_trpc/form-problem'
import { pageData } from '@/app/_trpc/page-data'
import { typedIn } from '@/app/_trpc/typed-in'
import { mayDo } from '@/server/domain/permissions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('employment'))('title') }
}

type Props = {
  params: Promise<{ org: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const doneWords = ['stored', 'discarded', 'removed', 'forgotten'] as const

export default async function RegionEmploymentPage({ params, searchParams }: Props) {
  const { org } = await params
  const query = await searchParams
  const api = await caller()
  const [{ organization }, regions, { waiting, stored }] = await pageData(
    Promise.all([
      api.organizations.frame({ org }),
      api.regions.list({ org }),
      api.employment.readOwn({ org }),
    ]),
  )
  const t = await getTranslations('employment')
  const base = `/o/${org}/region/employment`
  const editor = mayDo(organization.kind, organization.role, 'region.edit')
  const writes = editor && organization.verification === 'V2'
  const done = doneWords.find((word) => word === query.done)
  return (
    <>
      <Breadcrumb
        label={t('breadcrumb')}
        items={[{ href: `/o/${org}/region`, label: t('backToRegion') }, { label: t('title') }]}
      />
      <PageHeading title={t('title')} lede={t('ledeRegion')} />
      <Outcome problem={readProblem(query)} done={done && t(`done.${done}`)} />
      {editor && !writes ? <Notice>{t('mayNot')}</Notice> : null}
      {writes && waiting ? (
        <EmploymentWaiting waiting={waiting} base={base}>
          <EmploymentColumns
            waiting={waiting}
            base={base}
            org={org}
            problem={readProblem(query)}
            typed={typedIn(query)}
          />
        </EmploymentWaiting>
      ) : null}
      <EmploymentStored
        stored={stored}
        base={base}
        region={typeof query.region === 'string' ? query.region : null}
        writes={writes}
      />
      {writes && regions.length > 0 ? (
        <EmploymentUpload
          action={`${base}/upload`}
          regions={regions.map((region) => region.slug)}
        />
      ) : null}
      {writes && regions.length === 0 ? (
        <p className="mt-6 text-muted">{t('upload.noRegion')}</p>
      ) : null}
    </>
  )
}
