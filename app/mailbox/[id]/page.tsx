import type { Metadata } from 'next'
import Link from 'next/link'
import { getFormatter, getTranslations } from 'next-intl/server'
import { QuietPage } from '@/app/_components/quiet-page'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'

export const metadata: Metadata = { robots: { index: false } }

type Props = { params: Promise<{ id: string }> }

export default async function MailPage({ params }: Props) {
  const { id } = await params
  const mail = await pageData((await caller()).sessions.mail({ id }))
  const t = await getTranslations('mailbox')
  const format = await getFormatter()
  const at = format.dateTime(mail.at, { dateStyle: 'long', timeStyle: 'short' })
  return (
    <QuietPage>
      <PageHeading
        kick={
          <Link href="/mailbox" className="link inline-flex min-h-11 items-center">
            {t('back')}
          </Link>
        }
        title={mail.subject}
        lede={t('facts', { to: mail.to, at })}
      />
      <div className="border-t-2 border-ink pt-5 whitespace-pre-wrap">{linked(mail.text)}</div>
    </QuietPage>
  )
}

/** The text of a mail with its addresses as links. */
function linked(text: string) {
  return text.split(/(https?:\/\/\S*[^\s.,;:!?)])/).map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a kept mail never move.
      <a key={index} href={part} className="link break-all">
        {part}
      </a>
    ) : (
      part
    ),
  )
}
