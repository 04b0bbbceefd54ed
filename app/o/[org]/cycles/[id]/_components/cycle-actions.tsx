import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Button } from '@/app/_components/ui/button'
import type { ButtonVariant } from '@/app/_components/ui/button-class'
import { TextField } from '@/app/_components/ui/field'
import { LinkButton } from '@/app/_components/ui/link-button'
import { lastDay } from '@/server/domain/asking/cycles'
import type { Cycle } from './cycle'

/** The next step of a cycle first; what ends it stands folded away below. */
export async function CycleActions({ org, cycle }: { org: string; cycle: Cycle }) {
  const t = await getTranslations('cycles.cycle')
  const action = `/o/${org}/cycles/${cycle.id}/act`
  const waiting = cycle.invitations.filter((row) => row.delivery === 'queued').length
  if (cycle.state === 'draft') {
    return (
      <section className="grid gap-6 border-t-2 border-ink pt-5">
        <div className="grid justify-items-start gap-2">
          <p className="measure text-muted">{t('openNote', { count: waiting })}</p>
          {waiting > 0 ? (
            <LinkButton href={`/o/${org}/cycles/${cycle.id}/open`} variant="primary">
              {t('open')}
            </LinkButton>
          ) : null}
        </div>
        <details>
          <summary className="min-h-11 py-2.5 text-muted">{t('discard')}</summary>
          <Act
            action={action}
            verb="cancel"
            label={t('discard')}
            variant="danger"
            note={t('discardNote')}
          />
        </details>
      </section>
    )
  }
  return (
    <details className="border-t-2 border-ink pt-3">
      <summary className="min-h-11 py-2 text-lg font-semibold">{t('manage')}</summary>
      <div className="mt-3 grid gap-6 md:grid-cols-3">
        <Act action={action} verb="extend" label={t('extend')} note={t('extendNote')}>
          <TextField
            name="closesOn"
            type="date"
            label={t('extendLabel')}
            defaultValue={lastDay(cycle.closesAt, cycle.timeZone)}
            required
          />
        </Act>
        <Act action={action} verb="close" label={t('close')} note={t('closeNote')} />
        <Act
          action={action}
          verb="cancel"
          label={t('cancelCycle')}
          variant="danger"
          note={t('cancelNote')}
        />
      </div>
    </details>
  )
}

function Act(props: {
  action: string
  verb: string
  label: string
  note: string
  variant?: ButtonVariant
  children?: ReactNode
}) {
  return (
    <form
      method="post"
      action={props.action}
      className="grid content-start justify-items-start gap-2"
    >
      {props.children}
      <p className="measure text-muted">{props.note}</p>
      <Button name="do" value={props.verb} variant={props.variant ?? 'plain'}>
        {props.label}
      </Button>
    </form>
  )
}
