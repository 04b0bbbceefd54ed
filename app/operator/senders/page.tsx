import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Button } from '@/app/_components/ui/button'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { Said } from '@/app/_components/ui/said'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import { OperatorHeading } from '../_components/operator-heading'
import { SenderTable } from './_components/sender-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('operator.senders'))('title') }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const doneWords = ['stopped', 'allowed', 'accepted', 'refused'] as const

export default async function SendersPage({ searchParams }: Props) {
  const query = await searchParams
  const senders = await pageData((await caller()).operator.senders())
  const t = await getTranslations('operator.senders')
  const done = doneWords.find((word) => word === query.done)
  const names = senders.filter((sender) => sender.nameState === 'waiting')
  return (
    <>
      <OperatorHeading
        current="senders"
        title={t('title')}
        lede={t('lede')}
        query={query}
        done={done && t(`done.${done}`)}
      />
      {senders.length === 0 ? (
        <EmptyState title={t('emptyTitle')}>
          <p>{t('emptyText')}</p>
        </EmptyState>
      ) : null}
      {names.length > 0 ? (
        <section aria-labelledby="names" className="mt-6">
          <h2 id="names">{t('namesTitle')}</h2>
          <p className="mt-1 mb-3 text-muted">{t('namesText')}</p>
          <ul className="rows">
            {names.map((sender) => (
              <li key={sender.id}>
                <form
                  method="post"
                  action="/operator/senders/decide"
                  className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2"
                >
                  <input type="hidden" name="organizationId" value={sender.id} />
                  <input type="hidden" name="name" value={sender.name} />
                  <p className="min-w-0 flex-1 basis-64 break-words">
                    <b>
                      <Said>{sender.name}</Said>
                    </b>
                    <span className="block text-muted">{t(`kind.${sender.kind}`)}</span>
                  </p>
                  <span className="flex gap-2">
                    <Button name="verdict" value="accepted">
                      {t('accept')}
                    </Button>
                    <Button name="verdict" value="refused" variant="danger">
                      {t('refuse')}
                    </Button>
                  </span>
                </form>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {senders.length > 0 ? <SenderTable senders={senders} /> : null}
    </>
  )
}
