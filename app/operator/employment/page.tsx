import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmploymentColumns } from '@/app/_components/employment/employment-columns'
import { EmploymentStored } from '@/app/_components/employment/employment-stored'
import { EmploymentUpload } from '@/app/_components/employment/employment-upload'
import { EmploymentWaiting } from '@/app/_components/employment/employment-waiting'
import { caller } from '@/app/_trpc/caller'
import { readProblem } from '@/app/_trpc/form-problem'
import { pageData } from '@/app/_trpc/page-data'
import { typedIn } from '@/app/_trpc/typed-in'
import { OperatorHeading } from '../_components/operator-heading'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('employment'))('title') }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const base = '/operator/employment'
const doneWords = ['stored', 'discarded', 'removed', 'forgotten'] as const

export default async function OperatorEmploymentPage({ searchParams }: Props) {
  const query = await searchParams
  const { waiting, stored } = await pageData((await caller()).employment.read())
  const t = await getTranslations('employment')
  const done = doneWords.find((word) => word === query.done)
  return (
    <>
      <OperatorHeading
        current="employment"
        title={t('title')}
        lede={t('ledeOperator')}
        query={query}
        done={done && t(`done.${done}`)}
      />
      {waiting ? (
        <EmploymentWaiting waiting={waiting} base={base}>
          <EmploymentColumns
            waiting={waiting}
            base={base}
            org={null}
            problem={readProblem(query)}
            typed={typedIn(query)}
          />
        </EmploymentWaiting>
      ) : null}
      <EmploymentStored
        stored={stored}
        base={base}
        search={typeof query.q === 'string' ? query.q.slice(0, 100) : ''}
        region={typeof query.region === 'string' ? query.region : null}
        writes
      />
      <EmploymentUpload action={`${base}/upload`} regions={null} />
    </>
  )
}
