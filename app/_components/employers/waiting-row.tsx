import { useFormatter, useTranslations } from 'next-intl'
import type { FormProblem } from '@/app/_trpc/form-problem'
import { FieldError, TextField } from '../ui/field'
import { Said } from '../ui/said'
import { shortId } from './short-id'

export type WaitingRecord = {
  id: string
  name: string
  domain: string | null
  county: string | null
  industry: string | null
  sizeBand: string | null
  links: { id: string; name: string }[]
  proposals: {
    asker: string | null
    county: string | null
    industry: string | null
    askedAt: Date | null
  }[]
  /** A member who claimed the record was reached at its web domain. */
  proven: boolean
}

type Props = {
  record: WaitingRecord
  /** Whether county and industry belong to it. */
  placed: boolean
  /** Null where the reader decides nothing about it. */
  choice: { checked: boolean; typed: ReadonlyMap<string, string> } | null
  problem: FormProblem | null
}

/** One organization that waits to be confirmed, with what speaks for it and what is believed of it. */
export function WaitingRow({ record, placed, choice, problem }: Props) {
  const t = useTranslations('employers')
  const { id, name, domain, proposals } = record
  return (
    <div className="grid gap-x-6 gap-y-2 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)]">
      <div className="min-w-0">
        {choice ? (
          <label className="choice">
            <input type="checkbox" name="employer" value={id} defaultChecked={choice.checked} />
            <span className="font-semibold">
              <Said>{name}</Said>
            </span>
          </label>
        ) : (
          <p className="py-2 font-semibold">
            <Said>{name}</Said>
          </p>
        )}
        <p className="text-sm text-muted">
          {domain ? (
            <a href={`https://${domain}`} rel="noreferrer nofollow" className="link break-all">
              {domain}
            </a>
          ) : (
            t('freeMail')
          )}
          {[
            record.proven ? t('proven') : null,
            record.sizeBand ? t('people', { band: record.sizeBand.replace('-', '–') }) : null,
          ].map((fact) => fact && ` · ${fact}`)}
        </p>
        <Askers proposals={proposals} />
        {record.links.length > 0 ? (
          <p className="mt-1">
            <span aria-hidden="true">▲ </span>
            {t('linked', { names: record.links.map((link) => link.name).join(', ') })}
          </p>
        ) : null}
        {problem ? <FieldError>{problem.message}</FieldError> : null}
      </div>
      {placed ? <Place record={record} choice={choice} problem={problem} /> : null}
    </div>
  )
}

/** Who asks about it, since when, and where they believe it stands if they differ. */
function Askers({ proposals }: Pick<WaitingRecord, 'proposals'>) {
  const t = useTranslations('employers')
  const format = useFormatter()
  const asked = proposals.flatMap(({ asker, askedAt }) =>
    asker && askedAt ? [{ asker, askedAt }] : [],
  )
  const differ = (['county', 'industry'] as const)
    .map((what) => ({ what, said: new Set(proposals.flatMap((each) => each[what] ?? [])) }))
    .filter(({ said }) => said.size > 1)
  return (
    <>
      {asked.map(({ asker, askedAt }) => (
        <p key={asker} className="text-sm text-muted">
          {t('askedBy', { asker, date: format.dateTime(askedAt, { dateStyle: 'medium' }) })}
        </p>
      ))}
      {differ.map(({ what, said }) => (
        <p key={what} className="mt-1 text-sm">
          <span aria-hidden="true">▲ </span>
          {t(`differ.${what}`, { said: [...said].join('; ') })}
        </p>
      ))}
    </>
  )
}

/** County and industry: as recorded, else as guessed and to be set right. */
function Place({ record, choice, problem }: Pick<Props, 'record' | 'choice' | 'problem'>) {
  const t = useTranslations('employers')
  const { id, name, proposals } = record
  const guess = (what: 'county' | 'industry') =>
    proposals.map((each) => each[what]).find((each) => each !== null) ?? ''
  const part = (what: 'county' | 'industry') => {
    const known = record[what] ?? (choice ? null : guess(what) || t('unknown'))
    if (known !== null) {
      return (
        <p className="text-sm">
          <span className="block text-muted">{t(what)}</span>
          {known}
        </p>
      )
    }
    return (
      <div>
        {guess(what) ? (
          <input type="hidden" name={`guess.${what}.${id}`} value={guess(what)} />
        ) : null}
        <TextField
          id={`${what}-${id}`}
          name={`${what}.${id}`}
          label={
            <>
              {t(what)}
              <span className="sr-only">: {name}</span>
            </>
          }
          defaultValue={choice?.typed.get(`${what}.${shortId(id)}`) ?? guess(what)}
          maxLength={what === 'county' ? 120 : 160}
          aria-invalid={problem?.field === what || undefined}
        />
      </div>
    )
  }
  return (
    <div className="grid content-start gap-3 sm:grid-cols-2">
      {part('county')}
      {part('industry')}
    </div>
  )
}
