import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { readProblem } from '@/app/_trpc/form-problem'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'
import { UploadForm } from './_components/upload-form'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('imports')
  return { title: t('title') }
}

type Query = Record<string, string | string[] | undefined>
type Props = { params: Promise<{ org: string }>; searchParams: Promise<Query> }

export default async function NewImportPage({ params, searchParams }: Props) {
  const { org } = await params
  const t = await getTranslations('imports')
  const frameworks = await getTranslations('frameworks')
  return (
    <>
      <Breadcrumb
        label={frameworks('breadcrumb')}
        items={[{ href: `/o/${org}/frameworks`, label: t('back') }, { label: t('title') }]}
      />
      <PageHeading title={t('title')} lede={t('lede')} />
      <UploadForm
        action={`/o/${org}/frameworks/imports/upload`}
        mostBytes={frameworkLimits.bytes}
        refused={readProblem(await searchParams)?.message ?? null}
        words={{
          file: t('file'),
          fileHint: t('fileHint'),
          upload: t('upload'),
          uploading: t('uploading'),
          chooseFile: t('chooseFile'),
          tooLarge: t('tooLarge'),
        }}
      />
      <p className="mt-6">
        <a href="/frameworks/template.csv" className="link">
          {t('template')}
        </a>
      </p>
    </>
  )
}
