import type { Metadata } from 'next'
import Link from 'next/link'
import { getFormatter, getTranslations } from 'next-intl/server'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { Facts } from '@/app/_components/ui/facts'
import { LinkButton } from '@/app/_components/ui/link-button'
import { Outcome } from '@/app/_components/ui/outcome'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { StateWord } from '@/app/_components/ui/state-word'
import { Statement } from '@/app/_components/ui/statement'
import { blank } from '@/app/_i18n/blanks'
import { caller } from '@/app/_trpc/caller'
import { readProblem } from '@/app/_trpc/form-problem'
import { readerMayDo } from '@/app/_trpc/may-do'
import { pageData } from '@/app/_trpc/page-data'
import { claimKinds, credentialFacts } from '@/server/domain/catalogue/credentials'
import { readOwnCredential } from '../_read/own-credential'
import { ClaimPicker } from './_components/claim-picker'
import { Claims } from './_components/claims'
import { CoverageSection } from './_components/coverage-section'
import { StateActions } from './_components/state-actions'

type Props = {
  params: Promise<{ org: string; slug: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  return { title: (await readOwnCredential(params)).name }
}

const tones = { draft: 'open', published: 'good', archived: 'none' } as const
const nextStates = {
  draft: ['published'],
  published: ['archived', 'draft'],
  archived: ['published'],
} as const

export default async function CredentialPage({ params, searchParams }: Props) {
  const { org, slug } = await params
  const query = await searchParams
  const credential = await readOwnCredential(params)
  const mayEdit = await readerMayDo(org, 'credential.edit')
  const { asksToPublish } = await pageData((await caller()).organizations.read({ org }))
  const asksFirst = asksToPublish && credential.state === 'draft'
  const t = await getTranslations('own-credentials')
  const all = await getTranslations()
  const format = await getFormatter()
  const stateWords = {
    published: t('actions.publish'),
    archived: t('actions.archive'),
    draft: t('actions.draft'),
  }
  const { occupations, url } = credential
  return (
    <>
      <Breadcrumb
        label={t('breadcrumb')}
        items={[{ href: `/o/${org}/credentials`, label: t('back') }, { label: credential.name }]}
      />
      <PageHeading
        kick={t(`kind.${credential.kind}`)}
        title={<Said>{credential.name}</Said>}
        said={<Statement text={credential.description} className="lede mt-3" />}
      >
        <Facts
          items={[
            <StateWord key="state" tone={tones[credential.state]}>
              {t(`state.${credential.state}`)}
            </StateWord>,
            t('version', { no: credential.version }),
            t('updated', { date: format.dateTime(credential.updatedAt, { dateStyle: 'medium' }) }),
            ...credentialFacts.map((field) =>
              credential[field] === null ? null : `${t(`form.${field}`)}: ${credential[field]}`,
            ),
            credential.sample ? t('sample') : null,
          ]}
        />
        <p className="mt-3">
          {t('occupations')}: {occupations.length === 0 ? t('noOccupation') : null}
        </p>
        <ul>
          {occupations.map(({ code, title }) => (
            <li key={code}>
              <Link href={`/o/${org}/maps/${slug}/${code}`} prefetch={false} className="link">
                {title}
              </Link>{' '}
              ({code})
            </li>
          ))}
        </ul>
        {url ? (
          <p>
            {t('form.url')}:{' '}
            <a href={url} className="link break-all" rel="noopener">
              {url}
            </a>
          </p>
        ) : null}
      </PageHeading>
      <Outcome problem={readProblem(query)} done={await appliedWords(query)} />
      <div className="toolbar my-4 mb-8">
        {mayEdit ? (
          <>
            <LinkButton href={`/o/${org}/credentials/${slug}/edit`}>{t('actions.edit')}</LinkButton>
            {asksFirst ? (
              <LinkButton
                href={`/o/${org}/publish?${new URLSearchParams({ credential: slug })}`}
                variant="primary"
              >
                {t('actions.publish')}
              </LinkButton>
            ) : null}
            <StateActions
              org={org}
              slug={slug}
              choices={(asksFirst ? [] : nextStates[credential.state]).map((state) => ({
                state,
                label: stateWords[state],
                primary: state === 'published',
              }))}
              failed={t('form.failed')}
            />
          </>
        ) : null}
        {credential.state === 'draft' ? (
          <span className="text-sm text-muted">{t('actions.publishHint')}</span>
        ) : (
          <LinkButton href={`/credentials/${slug}`}>{t('actions.public')}</LinkButton>
        )}
      </div>
      <Claims
        org={org}
        credential={credential}
        mayEdit={mayEdit}
        actions={
          mayEdit ? (
            <LinkButton
              href={`/o/${org}/credentials/${slug}/claims`}
              variant={credential.claims.length === 0 ? 'primary' : 'plain'}
            >
              {t('claimMany')}
            </LinkButton>
          ) : null
        }
      />
      {mayEdit ? (
        <ClaimPicker
          org={org}
          slug={slug}
          claimed={credential.claims.map(({ claim, competency }) => `${claim} ${competency.id}`)}
          words={{
            title: t('picker.title'),
            search: t('picker.search'),
            searchHint: t('picker.searchHint'),
            nothing: t('picker.nothing'),
            searching: t('picker.searching'),
            how: t('picker.how'),
            level: t('picker.level'),
            add: t('picker.add'),
            addLabel: blank(all, 'own-credentials.picker.addLabel'),
            already: t('picker.already'),
            added: blank(all, 'own-credentials.picker.added'),
            failed: t('form.failed'),
            claims: claimKinds.map((value) => ({ value, label: t(`claim.${value}`) })),
          }}
        />
      ) : null}
      <CoverageSection org={org} slug={slug} />
    </>
  )
}

/** What a sheet of claims came to that was applied just now. */
async function appliedWords({ claimed, refused }: Awaited<Props['searchParams']>) {
  const [added, left] = [Number(claimed), Number(refused)]
  if (!Number.isInteger(added) || added < 1) return undefined
  const t = await getTranslations('claims')
  return t('applied', { added, refused: Number.isInteger(left) ? left : 0 })
}
