import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { TextAreaField } from '@/app/_components/ui/field'
import { Notice } from '@/app/_components/ui/notice'
import { Outcome } from '@/app/_components/ui/outcome'
import { Said } from '@/app/_components/ui/said'
import { SendButton } from '@/app/_components/ui/send-button'
import type { FormProblem } from '@/app/_trpc/form-problem'
import { longestAddressText, type WaitingList } from '@/server/domain/people/address-lists'
import type { RaterSources } from '@/server/domain/people/rater-lists'
import { StartForm } from './start-form'

type Props = {
  org: string
  cycleId: string
  waiting: WaitingList[]
  sources: RaterSources
  problem: FormProblem | null
  /** What stood in the box when it was refused. */
  typed: string
  /** How many raters a list added that is gone now, and how many of its lines could not be used. */
  added: { count: number; refused: number } | null
}

/** Takes raters in, pasted or as a file, and leads to lists that wait to be added. */
export function AddressForm({ org, cycleId, waiting, sources, problem, typed, added }: Props) {
  const t = useTranslations('cycles.addresses')
  const format = useFormatter()
  const base = `/o/${org}/cycles`
  return (
    <section id="addresses" aria-labelledby="invite" className="grid gap-4">
      <h2 id="invite">{t('title')}</h2>
      <Outcome form problem={problem} done={added && t('added', { count: added.count })} />
      {added && added.refused > 0 ? <p>{t('bad', { count: added.refused })}</p> : null}
      {waiting.length > 0 ? (
        <Notice title={t('waiting', { count: waiting.length })}>
          <ul>
            {waiting.map(({ id, fileName, createdAt }) => (
              <li key={id}>
                <Link
                  href={`${base}/${cycleId}/addresses/${id}`}
                  prefetch={false}
                  className="link inline-block py-0.5"
                >
                  <Said>{fileName ?? t('pasted')}</Said>
                </Link>{' '}
                ({format.dateTime(createdAt, { dateStyle: 'medium', timeStyle: 'short' })})
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <StartForm action={`${base}/${cycleId}/start`} sources={sources} />
      <form
        method="post"
        action={`${base}/upload?cycle=${cycleId}`}
        encType="multipart/form-data"
        className="grid max-w-3xl gap-3"
      >
        <TextAreaField
          name="text"
          rows={6}
          label={t('label')}
          hint={t('hint')}
          defaultValue={typed}
          maxLength={longestAddressText}
          spellCheck={false}
        />
        <label className="grid gap-1">
          <span className="font-semibold">{t('file')}</span>
          <input
            type="file"
            name="file"
            accept=".csv,.tsv,.txt,.vcf,.xlsx,.xlsm,text/csv,text/plain,text/vcard"
            className="control"
          />
        </label>
        <div>
          <SendButton pending={t('checking')}>{t('check')}</SendButton>
        </div>
      </form>
    </section>
  )
}
