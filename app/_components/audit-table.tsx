import { useFormatter, useTranslations } from 'next-intl'
import type { ActorKind, AuditOutcome } from '@/server/domain/audit'
import { StateWord } from './ui/state-word'
import { Table } from './ui/table'

export type AuditEvent = {
  id: string
  at: Date
  verb: string
  outcome: AuditOutcome
  actor: string | null
  actorKind: ActorKind
  targetKind: string | null
  targetId: string | null
  detail: Record<string, string | number | boolean | null>
}

/** Audit events in words, with the record's own verb and ids below. */
export function AuditTable({ events }: { events: AuditEvent[] }) {
  const t = useTranslations('settings')
  const verbs = useTranslations('audit')
  const format = useFormatter()
  const who = (event: AuditEvent) => {
    if (event.actorKind === 'rater') return t('rater')
    if (event.actorKind === 'anonymous') return t('anonymous')
    return event.actor ?? t('system')
  }
  return (
    <Table
      caption={t('auditCaption')}
      columns={[
        { label: t('auditAt') },
        { label: t('auditWho') },
        { label: t('auditWhat') },
        { label: t('auditOutcome') },
      ]}
      stack
    >
      {events.map((event) => (
        <tr key={event.id}>
          <th scope="row" className="font-normal whitespace-nowrap">
            {format.dateTime(event.at, { dateStyle: 'medium', timeStyle: 'short' })}
          </th>
          <td data-label={t('auditWho')} className="break-all">
            {who(event)}
          </td>
          <td data-label={t('auditWhat')}>
            {verbs.has(event.verb) ? verbs(event.verb) : event.verb}
            <span className="sub break-all" translate="no">
              {[
                verbs.has(event.verb) ? event.verb : null,
                event.targetKind && event.targetId ? `${event.targetKind} ${event.targetId}` : null,
                ...Object.entries(event.detail).map(([name, value]) => `${name}: ${value}`),
              ]
                .filter(Boolean)
                .join(', ')}
            </span>
          </td>
          <td data-label={t('auditOutcome')}>
            <StateWord tone={event.outcome === 'done' ? 'none' : 'bad'}>
              {t(event.outcome)}
            </StateWord>
          </td>
        </tr>
      ))}
    </Table>
  )
}
