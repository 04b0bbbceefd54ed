import type { Metadata } from 'next'
import Link from 'next/link'
import { getFormatter, getTranslations } from 'next-intl/server'
import { ReasonForm } from '@/app/_components/reason-form'
import { Button } from '@/app/_components/ui/button'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { Pagination } from '@/app/_components/ui/pagination'
import { Said } from '@/app/_components/ui/said'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import type { PublishedReply } from '@/server/domain/reading/replies'
import { OperatorHeading } from '../_components/operator-heading'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('replies.operator'))('title') }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function RepliesPage({ searchParams }: Props) {
  const query = await searchParams
  const page = Math.min(Math.max(Math.trunc(Number(query.page)) || 1, 1), 10_000)
  const api = await caller()
  const { items, total, pageSize } = await pageData(api.replies.published({ page }))
  const t = await getTranslations('replies.operator')
  const from = (page - 1) * pageSize
  return (
    <>
      <OperatorHeading
        current="replies"
        title={t('title')}
        lede={t('lede')}
        query={query}
        done={query.done === 'hidden' && t('hidden')}
      />
      {items.length === 0 ? (
        <EmptyState title={t('emptyTitle')}>{t('empty')}</EmptyState>
      ) : (
        <ul className="rows mt-6 max-w-3xl">
          {items.map((reply) => (
            <li key={reply.id} className="min-w-0">
              <Reply reply={reply} />
            </li>
          ))}
        </ul>
      )}
      {total > pageSize ? (
        <Pagination
          label={t('pages')}
          position={t('position', { from: from + 1, to: from + items.length, total })}
          {...(page > 1
            ? { previous: { href: `/operator/replies?page=${page - 1}`, label: t('previous') } }
            : {})}
          {...(from + items.length < total
            ? { next: { href: `/operator/replies?page=${page + 1}`, label: t('next') } }
            : {})}
        />
      ) : null}
    </>
  )
}

async function Reply({ reply }: { reply: PublishedReply }) {
  const t = await getTranslations('replies.operator')
  const format = await getFormatter()
  const { provider, credential, occupation, line } = reply
  return (
    <>
      <h2 className="text-lg break-words">
        {t('of', { provider, credential: credential.name, occupation: occupation.title })}
      </h2>
      <p className="text-sm text-muted">
        {line ? t('line', { line }) : t('map')} ·{' '}
        {format.dateTime(reply.publishedAt, { dateStyle: 'medium' })} ·{' '}
        <Link
          href={`/maps/${credential.slug}/${occupation.code}/all/all`}
          prefetch={false}
          className="link"
        >
          {t('look')}
        </Link>
      </p>
      <p className="mt-2 break-words whitespace-pre-line">
        <Said>{reply.text}</Said>
      </p>
      <ReasonForm
        id={`note-${reply.id}`}
        action="/operator/replies/hide"
        fields={{ replyId: reply.id }}
        label={t('reason')}
        least={10}
      >
        <div>
          <Button aria-label={t('hideNamed', { provider, credential: credential.name })}>
            {t('hide')}
          </Button>
        </div>
      </ReasonForm>
    </>
  )
}
