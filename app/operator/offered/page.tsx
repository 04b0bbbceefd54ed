import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Button } from '@/app/_components/ui/button'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { TextAreaField } from '@/app/_components/ui/field'
import { Said } from '@/app/_components/ui/said'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import { offeredVerdicts } from '@/server/domain/asking/offered-words'
import { OperatorHeading } from '../_components/operator-heading'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('offered-words'))('review.title') }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function ReviewOfferedWordsPage({ searchParams }: Props) {
  const query = await searchParams
  const api = await caller()
  const lines = await pageData(api.requirements.waitingWords())
  const t = await getTranslations('offered-words.review')
  const done = offeredVerdicts.find((verdict) => verdict === query.done)
  return (
    <>
      <OperatorHeading
        current="offered"
        title={t('title')}
        lede={t('lede')}
        query={query}
        done={done && t(`done.${done}`)}
      />
      {lines.length === 0 ? (
        <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>
      ) : (
        <ul className="rows mt-6 max-w-3xl">
          {lines.map((line) => (
            <li key={line.id}>
              <h2 className="text-lg break-words">
                <Said>{line.text}</Said>
              </h2>
              <p className="text-sm text-muted">{line.occupation}</p>
              <form method="post" action="/operator/offered/review" className="mt-3 grid gap-3">
                <input type="hidden" name="id" value={line.id} />
                <TextAreaField
                  id={`text-${line.id}`}
                  name="text"
                  label={
                    <>
                      {t('text')}
                      <span className="sr-only">: {line.text}</span>
                    </>
                  }
                  hint={t('textHint')}
                  rows={2}
                  defaultValue={line.text}
                  minLength={3}
                  maxLength={300}
                  required
                />
                <div className="flex flex-wrap gap-2.5">
                  <Button name="verdict" value="let_through">
                    {t('letThrough')}
                  </Button>
                  <Button variant="quiet" name="verdict" value="left_out" formNoValidate>
                    {t('leaveOut')}
                  </Button>
                </div>
              </form>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
