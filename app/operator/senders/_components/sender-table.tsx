import { useTranslations } from 'next-intl'
import { Button } from '@/app/_components/ui/button'
import { Said } from '@/app/_components/ui/said'
import { Table } from '@/app/_components/ui/table'
import type { Verification } from '@/server/domain/people/organizations'
import type { HeldName } from '@/server/domain/people/sender-names'
import type { OrganizationKind } from '@/server/domain/permissions'

type Sender = {
  id: string
  name: string
  kind: OrganizationKind
  verification: Verification
  mails: number
  stopped: boolean
  nameState: HeldName | null
}

/** Every sender with one press that stops it, or lets it go on. */
export function SenderTable({ senders }: { senders: readonly Sender[] }) {
  const t = useTranslations('operator.senders')
  const stateOf = (sender: Sender) => [
    ...(sender.stopped ? [t('stopped')] : []),
    ...(sender.nameState === 'refused' ? [t('refused')] : []),
    t(sender.verification === 'V2' ? 'confirmed' : 'unconfirmed'),
  ]
  return (
    <section aria-labelledby="senders" className="mt-10">
      <h2 id="senders" className="mb-2">
        {t('allTitle')}
      </h2>
      <Table
        caption={t('caption')}
        columns={[
          { label: t('organization') },
          { label: t('mails'), numeric: true },
          { label: t('state') },
          { label: t('actions'), hidden: true },
        ]}
        stack
      >
        {senders.map((sender) => (
          <tr key={sender.id}>
            <th scope="row" className="break-words">
              <Said>{sender.name}</Said>
              <span className="sub">{t(`kind.${sender.kind}`)}</span>
            </th>
            <td data-label={t('mails')} className="num">
              {sender.mails}
            </td>
            <td data-label={t('state')}>{stateOf(sender).join(' · ')}</td>
            <td>
              {sender.nameState === 'refused' ? (
                <form method="post" action="/operator/senders/decide" className="mb-2">
                  <input type="hidden" name="organizationId" value={sender.id} />
                  <input type="hidden" name="name" value={sender.name} />
                  <Button
                    name="verdict"
                    value="accepted"
                    aria-label={t('acceptNamed', { name: sender.name })}
                  >
                    {t('accept')}
                  </Button>
                </form>
              ) : null}
              <form method="post" action="/operator/senders/stop">
                <input type="hidden" name="organizationId" value={sender.id} />
                <Button
                  name="act"
                  value={sender.stopped ? 'allow' : 'stop'}
                  variant={sender.stopped ? undefined : 'danger'}
                  aria-label={t(sender.stopped ? 'allowNamed' : 'stopNamed', { name: sender.name })}
                >
                  {t(sender.stopped ? 'allow' : 'stop')}
                </Button>
              </form>
            </td>
          </tr>
        ))}
      </Table>
    </section>
  )
}
