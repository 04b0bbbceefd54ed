import type { Metadata } from 'next'
import Link from 'next/link'
import { getFormatter, getTranslations } from 'next-intl/server'
import { SiteFooter } from '@/app/_components/site-footer'
import { TopBar } from '@/app/_components/top-bar'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { LinkButton } from '@/app/_components/ui/link-button'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Table } from '@/app/_components/ui/table'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('mailbox')
  return { title: t('title'), robots: { index: false } }
}

export default async function MailboxPage() {
  const mails = await pageData((await caller()).sessions.mailbox())
  const t = await getTranslations('mailbox')
  const format = await getFormatter()
  return (
    <>
      <TopBar search={false} />
      <main id="main" className="wrap">
        <PageHeading title={t('title')} lede={t('lede')} />
        {mails.length === 0 ? (
          <EmptyState
            title={t('emptyTitle')}
            action={<LinkButton href="/sign-in">{t('emptyAction')}</LinkButton>}
          >
            <p>{t('emptyText')}</p>
          </EmptyState>
        ) : (
          <Table
            caption={t('caption')}
            columns={[{ label: t('subject') }, { label: t('to') }, { label: t('sent') }]}
            stack
          >
            {mails.map((mail) => (
              <tr key={mail.id}>
                <th scope="row">
                  <Link href={`/mailbox/${mail.id}`} prefetch={false} className="link">
                    {mail.subject}
                  </Link>
                </th>
                <td data-label={t('to')}>{mail.to}</td>
                <td data-label={t('sent')} className="whitespace-nowrap">
                  {format.dateTime(mail.at, { dateStyle: 'medium', timeStyle: 'short' })}
                </td>
              </tr>
            ))}
          </Table>
        )}
      </main>
      <SiteFooter />
    </>
  )
}
