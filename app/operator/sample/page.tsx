import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Button } from '@/app/_components/ui/button'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import { OperatorHeading } from '../_components/operator-heading'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('operator.sample'))('title') }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SamplePage({ searchParams }: Props) {
  const query = await searchParams
  const { seeded } = await pageData((await caller()).demo.state())
  const t = await getTranslations('operator.sample')
  return (
    <>
      <OperatorHeading
        current="sample"
        title={t('title')}
        lede={t(seeded ? 'ledeThere' : 'ledeGone')}
        query={query}
        done={query.done === 'removed' && t('removed')}
      />
      {seeded ? (
        <details className="fold">
          <summary>{t('fold')}</summary>
          <form method="post" action="/operator/sample/remove" className="measure mt-2 grid gap-3">
            <p>{t('text')}</p>
            <div>
              <Button variant="danger">{t('remove')}</Button>
            </div>
          </form>
        </details>
      ) : null}
    </>
  )
}
