import { getFormatter, getTranslations } from 'next-intl/server'
import { Button } from '@/app/_components/ui/button'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { Said } from '@/app/_components/ui/said'
import { Table } from '@/app/_components/ui/table'
import type { Cycle } from './cycle'

type Props = {
  org: string
  cycle: Cycle
  /** Whether the reader may change who is invited. */
  edits: boolean
}

/** Who is invited, and what became of the mail; never who has answered. */
export async function InvitationTable({ org, cycle, edits }: Props) {
  const t = await getTranslations('cycles.cycle')
  const format = await getFormatter()
  const delivery = (row: Cycle['invitations'][number]) => {
    if (row.delivery === 'queued') return cycle.state === 'draft' ? t('queued') : t('waiting')
    if (row.delivery !== 'sent' || !row.sentAt) return t(row.delivery, { date: '' })
    const date = format.dateTime(row.sentAt, {
      month: 'short',
      day: 'numeric',
      timeZone: cycle.timeZone,
    })
    return t('sent', { date })
  }
  if (cycle.invitations.length === 0) {
    return (
      <section className="grid gap-3">
        <h2>{t('invitations')}</h2>
        <EmptyState title={t('noInvitations')}>{t('noInvitationsText')}</EmptyState>
      </section>
    )
  }
  const changes = edits && (cycle.state === 'draft' || cycle.state === 'open')
  const columns = [
    { label: t('rater') },
    { label: t('employer') },
    { label: t('delivery') },
    ...(changes ? [{ label: t('actions'), hidden: true }] : []),
  ]
  return (
    <section className="grid gap-3">
      <h2>{t('invitations')}</h2>
      <p className="measure text-muted">{t('invitationsNote')}</p>
      <Table caption={t('invitations')} columns={columns} stack>
        {cycle.invitations.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              {row.name ?? row.email}
              {row.name ? <span className="sub break-all">{row.email}</span> : null}
            </th>
            <td>
              <Said>{row.employer}</Said>
              {row.confirmed ? null : <span className="sub">{t('unconfirmed')}</span>}
            </td>
            <td>{delivery(row)}</td>
            {changes ? (
              <td>
                <form
                  method="post"
                  action={`/o/${org}/cycles/${cycle.id}/act`}
                  className="flex flex-wrap gap-1"
                >
                  <input type="hidden" name="invitation" value={row.id} />
                  {cycle.state === 'open' && ['sent', 'bounced'].includes(row.delivery) ? (
                    <Button
                      variant="quiet"
                      name="do"
                      value="resend"
                      aria-label={`${t('resend')}: ${row.email}`}
                    >
                      {t('resend')}
                    </Button>
                  ) : null}
                  {row.delivery === 'revoked' ? null : (
                    <Button
                      variant="quiet"
                      name="do"
                      value="revoke"
                      aria-label={`${cycle.state === 'draft' ? t('remove') : t('revoke')}: ${row.email}`}
                    >
                      {cycle.state === 'draft' ? t('remove') : t('revoke')}
                    </Button>
                  )}
                </form>
              </td>
            ) : null}
          </tr>
        ))}
      </Table>
    </section>
  )
}
