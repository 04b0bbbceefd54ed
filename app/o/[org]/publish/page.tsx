import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { bold } from '@/app/_components/ui/bold'
import { LinkButton } from '@/app/_components/ui/link-button'
import { Outcome } from '@/app/_components/ui/outcome'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { SendButton } from '@/app/_components/ui/send-button'
import { caller } from '@/app/_trpc/caller'
import { readProblem } from '@/app/_trpc/form-problem'
import { readerMayDo } from '@/app/_trpc/may-do'
import { pageData } from '@/app/_trpc/page-data'

type Props = {
  params: Promise<{ org: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('publish'))('title') }
}

/** Asked once, before an organization that nobody has confirmed publishes anything: what that means, and whether to. */
export default async function PublishPage({ params, searchParams }: Props) {
  const { org } = await params
  const query = await searchParams
  if (!(await readerMayDo(org, 'framework.publish'))) notFound()
  const record = await pageData((await caller()).organizations.read({ org }))
  const kind = query.framework === undefined ? 'credential' : 'framework'
  const slug = query[kind]
  const back =
    typeof slug === 'string'
      ? `/o/${org}/${kind}s/${encodeURIComponent(slug)}`
      : `/o/${org}/frameworks`
  if (!record.asksToPublish) redirect(back)
  const t = await getTranslations('publish')
  const values = { ...bold, organization: record.name }
  return (
    <>
      <PageHeading title={t('title')} lede={t('lede', { organization: record.name })} />
      <Outcome problem={readProblem(query)} />
      <ul className="rows measure mb-6">
        <li>{t.rich('says', values)}</li>
        <li>{t.rich('works', values)}</li>
        <li>{t.rich('who', values)}</li>
        <li>{t.rich('goes', values)}</li>
      </ul>
      <div className="flex flex-wrap gap-3">
        <form method="post" action={`/o/${org}/publish/agree`}>
          {typeof slug === 'string' ? <input type="hidden" name={kind} value={slug} /> : null}
          <SendButton variant="primary" pending={t('publishing')}>
            {t('yes')}
          </SendButton>
        </form>
        <LinkButton href={back}>{t('no')}</LinkButton>
      </div>
    </>
  )
}
