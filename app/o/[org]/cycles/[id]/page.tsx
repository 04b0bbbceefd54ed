import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { answeredWords } from '@/app/_components/answered-words'
import { ForecastView } from '@/app/_components/cycles/forecast-view'
import { KeepList } from '@/app/_components/cycles/keep-list'
import { Facts } from '@/app/_components/ui/facts'
import { KeyFigures } from '@/app/_components/ui/key-figures'
import { LinkButton } from '@/app/_components/ui/link-button'
import { Notice } from '@/app/_components/ui/notice'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Refusal } from '@/app/_components/ui/refusal'
import { Said } from '@/app/_components/ui/said'
import { caller } from '@/app/_trpc/caller'
import { readProblem } from '@/app/_trpc/form-problem'
import { pageData } from '@/app/_trpc/page-data'
import { typedIn } from '@/app/_trpc/typed-in'
import { lastDayText } from '@/server/domain/asking/cycles'
import { mayDo } from '@/server/domain/permissions'
import { env } from '@/server/env'
import { CycleStateWord } from '../_components/cycle-state'
import { AddressForm } from './_components/address-form'
import { AskedList } from './_components/asked-list'
import { Confirmation } from './_components/confirmation'
import { CycleActions } from './_components/cycle-actions'
import { InvitationTable } from './_components/invitation-table'
import { Places } from './_components/places'
import { RenewalList } from './_components/renewal-list'
import { RepeatForm } from './_components/repeat-form'
import { Repeated } from './_components/repeated'

type Props = {
  params: Promise<{ org: string; id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('cycles')
  return { title: t('title') }
}

const doneWords = [
  'saved',
  'opened',
  'extended',
  'closed',
  'cancelled',
  'revoked',
  'resent',
  'discarded',
  'asked',
  'repeated',
  'listKept',
  'placed',
] as const

/** One rating cycle: what is asked, what it can show, who is invited, and its next step. */
export default async function CyclePage({ params, searchParams }: Props) {
  const { org, id } = await params
  const query = await searchParams
  const { cycles, organizations } = await caller()
  const [cycle, renewals, confirmation, { organization }] = await pageData(
    Promise.all([
      cycles.read({ org, cycleId: id }),
      cycles.renewals({ org, cycleId: id }),
      cycles.confirmation({ org, cycleId: id }),
      organizations.frame({ org }),
    ]),
  )
  const t = await getTranslations('cycles')
  const day = lastDayText(await getLocale(), cycle.closesAt, cycle.timeZone)
  const done = doneWords.find((word) => word === query.done)
  const problem = readProblem(query)
  const ofList = problem?.field === 'text' || problem?.field === 'file'
  const answered = (await answeredWords()).sentence(cycle)
  const running = cycle.state === 'draft' || cycle.state === 'open'
  const edits = mayDo(organization.kind, organization.role, 'cycle.edit')
  const invites = running && edits
  const typed = typedIn(query)
  const base = `/o/${org}/cycles/${cycle.id}`
  const when =
    running || !cycle.closedAt
      ? t('cycle.until', { date: day, zone: cycle.timeZone.replaceAll('_', ' ') })
      : t('cycle.closedOn', {
          date: lastDayText(await getLocale(), cycle.closedAt, cycle.timeZone),
        })
  return (
    <>
      <PageHeading
        kick={t('cycle.kick')}
        title={<Said>{cycle.title}</Said>}
        actions={
          <>
            {running ? (
              <LinkButton href={`/o/${org}/cycles/${cycle.id}/preview`}>
                {t('preview.open')}
              </LinkButton>
            ) : null}
            {edits && cycle.state === 'draft' ? (
              <LinkButton href={`/o/${org}/cycles/edit?cycleId=${cycle.id}`}>
                {t('cycle.edit')}
              </LinkButton>
            ) : null}
          </>
        }
      >
        <Facts
          items={[<CycleStateWord key="state" state={cycle.state} />, cycle.occupation, when]}
        />
      </PageHeading>
      <div className="grid gap-8">
        {done ? (
          <Notice kind="good" announce>
            {t(`done.${done}`)}
          </Notice>
        ) : null}
        {problem && !ofList && !ownFields.has(problem.field ?? '') ? (
          <Refusal problem={problem} />
        ) : null}
        {cycle.repeats ? <Repeated org={org} repeats={cycle.repeats} /> : null}
        {cycle.state === 'draft' ? null : (
          <div className="grid gap-4">
            <KeyFigures
              items={[
                { label: t('cycle.invitedEmployers'), value: cycle.invitedEmployers },
                { label: t('cycle.confirmedEmployers'), value: cycle.forecast.confirmed },
              ]}
            />
            {answered ? (
              <div className="measure">
                <p className="text-lg">{answered}</p>
                <p className="text-muted">{t('answered.note')}</p>
              </div>
            ) : null}
          </div>
        )}
        {cycle.state === 'closed' ? (
          <section>
            <h2>{t('cycle.maps')}</h2>
            <p className="measure text-muted">{t('cycle.mapsNote')}</p>
            <ul className="mt-2">
              {cycle.credentials.map((credential) => (
                <li key={credential.id}>
                  <Link
                    href={`/o/${org}/maps/${credential.slug}/${cycle.occupationCode}`}
                    prefetch={false}
                    className="link"
                  >
                    {t('cycle.mapOf', { credential: credential.name })}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <RenewalList renewals={renewals} />
        <AskedList cycle={cycle} />
        {running ? <ForecastView {...cycle} /> : null}
        <InvitationTable org={org} cycle={cycle} edits={edits} />
        {cycle.state === 'cancelled' ? null : (
          <Confirmation
            org={org}
            cycleId={cycle.id}
            confirmation={confirmation}
            operator={env().OPERATOR_NAME}
            mayAsk={edits}
          />
        )}
        {invites ? (
          <Places
            action={`${base}/places`}
            places={await pageData(cycles.places({ org, cycleId: cycle.id }))}
            problem={problem}
            typed={typed}
          />
        ) : null}
        {edits && cycle.invitations.length > 0 ? (
          <KeepList
            action={`${base}/keep`}
            problem={problem?.field === 'name' ? problem.message : undefined}
            typed={typed.get('name') ?? ''}
          />
        ) : null}
        {running && cycle.mails ? (
          <p className="measure">{t('cycle.mailsLeft', cycle.mails)}</p>
        ) : null}
        {invites ? (
          <AddressForm
            org={org}
            cycleId={cycle.id}
            waiting={await pageData(cycles.addressLists({ org, cycleId: cycle.id }))}
            sources={await pageData(cycles.raterSources({ org, cycleId: cycle.id }))}
            problem={ofList ? problem : null}
            typed={typed.get('text') ?? ''}
            added={addedSaid(query)}
          />
        ) : null}
        {edits && !running ? <RepeatForm action={`${base}/repeat`} /> : null}
        {invites ? <CycleActions org={org} cycle={cycle} /> : null}
      </div>
    </>
  )
}

/** Fields whose refusals stand beside them. */
const ownFields: ReadonlySet<string> = new Set(['name', 'county', 'industry'])

/** What a list added that led here. */
function addedSaid({ added, refused }: Record<string, string | string[] | undefined>) {
  const number = /^\d{1,5}$/
  if (typeof added !== 'string' || !number.test(added)) return null
  const others = typeof refused === 'string' && number.test(refused) ? Number(refused) : 0
  return { count: Number(added), refused: others }
}
