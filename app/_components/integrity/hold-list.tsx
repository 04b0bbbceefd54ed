import { useFormatter, useTranslations } from 'next-intl'
import { ReasonForm } from '@/app/_components/reason-form'
import { Button } from '@/app/_components/ui/button'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { LinkSet } from '@/app/_components/ui/link-set'
import { Said } from '@/app/_components/ui/said'
import { StateWord } from '@/app/_components/ui/state-word'
import { REVIEW_STATES, type ReviewState, type SeenSignal } from '@/server/domain/method/integrity'

type Hold = {
  id: string
  employer: string
  credential: string
  occupation: string
  signals: SeenSignal[]
  state: ReviewState
  raisedAt: Date
  reviewDue: Date
  decidedAt: Date | null
  note: string
  mayDecide: boolean
  overdue: boolean
}

type Props = {
  /** The page itself; `/review` below it takes the forms. */
  base: string
  state: ReviewState
  holds: Hold[]
  counts: Partial<Record<ReviewState, number>>
}

/** Held answers in one state, what was seen, and the way to decide. */
export function HoldList({ base, state, holds, counts }: Props) {
  const t = useTranslations('integrity')
  return (
    <>
      <div className="mt-4">
        <LinkSet
          label={t('states')}
          items={REVIEW_STATES.map((each) => ({
            href: each === 'held' ? base : `${base}?state=${each}`,
            label: t(`state.${each}`, { count: counts[each] ?? 0 }),
            current: each === state,
          }))}
        />
      </div>
      {holds.length === 0 ? (
        <div className="mt-5">
          <EmptyState title={t(`empty.${state}`)}>
            <p>{t(`emptyText.${state}`)}</p>
          </EmptyState>
        </div>
      ) : (
        <ul className="rows mt-5">
          {holds.map((hold) => (
            <li key={hold.id} className="grid gap-x-8 gap-y-3 md:grid-cols-[minmax(0,1fr)_20rem]">
              <HoldFacts hold={hold} />
              {hold.mayDecide ? <HoldForm base={base} hold={hold} /> : null}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function HoldFacts({ hold }: { hold: Hold }) {
  const t = useTranslations('integrity')
  const format = useFormatter()
  const day = (date: Date) => format.dateTime(date, { dateStyle: 'medium' })
  const { employer, occupation, state } = hold
  return (
    <div className="min-w-0">
      <p>
        <b>
          <Said>{hold.credential}</Said>
        </b>
        <span className="block text-muted">{t('by', { employer, occupation })}</span>
      </p>
      <ul className="mt-2 list-disc pl-5">
        {hold.signals.map((signal) => (
          <li key={signal}>{t(`signal.${signal}`)}</li>
        ))}
      </ul>
      <p className="mt-2 text-sm text-muted">
        {t('since', { date: day(hold.raisedAt) })}
        {' · '}
        {state !== 'held' ? (
          t('decidedAt', { state, date: day(hold.decidedAt ?? hold.raisedAt) })
        ) : hold.overdue ? (
          <StateWord tone="bad">{t('overdue', { date: day(hold.reviewDue) })}</StateWord>
        ) : (
          t('due', { date: day(hold.reviewDue) })
        )}
        {state === 'held' ? <span className="block">{t('waits')}</span> : null}
      </p>
      {hold.note ? (
        <p dir="auto" className="mt-2 break-words whitespace-pre-line">
          “{hold.note}”
        </p>
      ) : null}
    </div>
  )
}

function HoldForm({ base, hold }: { base: string; hold: Hold }) {
  const t = useTranslations('integrity')
  const { id, employer, credential, state } = hold
  const open = state === 'held'
  return (
    <details className="fold">
      <summary>
        <span aria-hidden="true">{t(open ? 'decide' : 'takeBack')}</span>
        <span className="sr-only">
          {t(open ? 'decideNamed' : 'takeBackNamed', { employer, credential })}
        </span>
      </summary>
      <ReasonForm
        id={`note-${id}`}
        action={`${base}/review`}
        fields={{ holdId: id }}
        label={t('reason')}
        hint={t('reasonHint')}
      >
        <div className="flex flex-wrap gap-2.5">
          {open ? (
            <>
              <Button name="verdict" value="accept">
                {t('accept')}
              </Button>
              <Button name="verdict" value="reject" variant="danger">
                {t('reject')}
              </Button>
            </>
          ) : (
            <Button name="verdict" value="reopen">
              {t('reopen')}
            </Button>
          )}
        </div>
      </ReasonForm>
    </details>
  )
}
