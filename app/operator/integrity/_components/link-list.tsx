import { useFormatter, useTranslations } from 'next-intl'
import { ReasonForm } from '@/app/_components/reason-form'
import { Button } from '@/app/_components/ui/button'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { StateWord } from '@/app/_components/ui/state-word'
import type { LinkReason, LinkState } from '@/server/domain/people/employer-links'

type End = { id: string; name: string; domain: string | null }

type EmployerLink = {
  a: End
  b: End
  reasons: LinkReason[]
  state: LinkState
  foundAt: Date
  reviewDue: Date
  note: string
  overdue: boolean
}

const base = '/operator/integrity'

/** Employers that may be one, with what they share and the ways to decide. */
export function LinkList({ links }: { links: EmployerLink[] }) {
  const t = useTranslations('integrity')
  return (
    <section aria-labelledby="links" className="mt-12">
      <h2 id="links">{t('links.title')}</h2>
      <p className="measure mt-1 mb-4 text-muted">{t('links.text')}</p>
      {links.length === 0 ? (
        <EmptyState title={t('links.emptyTitle')}>
          <p>{t('links.emptyText')}</p>
        </EmptyState>
      ) : (
        <ul className="rows">
          {links.map((link) => (
            <li
              key={`${link.a.id} ${link.b.id}`}
              className="grid gap-x-8 gap-y-3 md:grid-cols-[minmax(0,1fr)_20rem]"
            >
              <LinkFacts link={link} />
              <LinkForms link={link} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function LinkFacts({ link }: { link: EmployerLink }) {
  const t = useTranslations('integrity')
  const format = useFormatter()
  const day = (date: Date) => format.dateTime(date, { dateStyle: 'medium' })
  const named = ({ name, domain }: End) => (domain ? `${name} (${domain})` : name)
  const reasons = link.reasons.map((reason) => t(`links.reason.${reason}`))
  return (
    <div className="min-w-0">
      <p className="font-semibold break-words">
        {t('links.and', { a: named(link.a), b: named(link.b) })}
      </p>
      {reasons.length > 0 ? (
        <p className="text-muted">{t('links.shares', { reasons: format.list(reasons) })}</p>
      ) : null}
      <p className="mt-1 text-sm text-muted">
        {link.state === 'separate' ? (
          <StateWord tone="good">{t('links.separated')}</StateWord>
        ) : (
          <>
            {t('links.found', { date: day(link.foundAt) })}
            {' · '}
            {link.overdue ? (
              <StateWord tone="bad">{t('overdue', { date: day(link.reviewDue) })}</StateWord>
            ) : (
              t('due', { date: day(link.reviewDue) })
            )}
          </>
        )}
      </p>
      {link.note ? (
        <p dir="auto" className="mt-2 break-words">
          “{link.note}”
        </p>
      ) : null}
    </div>
  )
}

function LinkForms({ link: { a, b, state } }: { link: EmployerLink }) {
  const t = useTranslations('integrity')
  const open = state === 'open'
  const names = { a: a.name, b: b.name }
  return (
    <details className="fold">
      <summary>
        <span aria-hidden="true">{t(open ? 'decide' : 'takeBack')}</span>
        <span className="sr-only">
          {t(open ? 'links.decideNamed' : 'links.takeBackNamed', names)}
        </span>
      </summary>
      <ReasonForm
        id={`link-${a.id}-${b.id}`}
        action={`${base}/link`}
        fields={{ aId: a.id, bId: b.id }}
        label={t('reason')}
      >
        <div>
          <Button name="verdict" value={open ? 'separate' : 'reopen'}>
            {t(open ? 'links.separate' : 'links.reopen')}
          </Button>
        </div>
      </ReasonForm>
      {open ? (
        <>
          <p className="mt-4 text-sm text-muted">{t('links.mergeText')}</p>
          {[
            [a, b],
            [b, a],
          ].map(([kept, gone]) =>
            kept && gone ? (
              <form key={kept.id} method="post" action={`${base}/merge`} className="mt-2">
                <input type="hidden" name="keptId" value={kept.id} />
                <input type="hidden" name="goneId" value={gone.id} />
                <Button variant="danger">{t('links.keep', { name: kept.name })}</Button>
              </form>
            ) : null,
          )}
        </>
      ) : null}
    </details>
  )
}
