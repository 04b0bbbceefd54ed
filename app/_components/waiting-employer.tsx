import { useTranslations } from 'next-intl'
import { ReasonForm } from './reason-form'
import { Button } from './ui/button'
import { SelectField, TextField } from './ui/field'

export type WaitingRecord = {
  id: string
  name: string
  domain: string | null
  county: string | null
  industry: string | null
  sizeBand: string | null
  links: { id: string; name: string }[]
  /** A member who claimed the record was reached at its web domain. */
  proven?: boolean
}

type Props = {
  /** Where `/confirm` and `/refuse` take the forms. */
  base: string
  employer: WaitingRecord
  industries: { id: string; code: string; title: string }[]
  may: boolean
  /** The operator notes why, where nothing else speaks for it. */
  noted?: boolean
}

/** One organization that waits to be confirmed, with what its record lacks. */
export function WaitingEmployer({ base, employer, industries, may, noted = false }: Props) {
  const t = useTranslations('employers')
  const { id, name } = employer
  const facts = [
    employer.domain ?? t('freeMail'),
    employer.proven ? t('proven') : null,
    employer.county,
    employer.industry,
    employer.sizeBand ? t('people', { band: employer.sizeBand.replace('-', '–') }) : null,
  ].filter(Boolean)
  const lacks = !employer.county || !employer.industry
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <div className="min-w-0 flex-1 basis-72">
        <p className="font-semibold">{name}</p>
        <p className="text-muted">{facts.join(' · ')}</p>
        {employer.links.length > 0 ? (
          <p className="mt-1">
            <span aria-hidden="true">▲ </span>
            {t('linked', { names: employer.links.map((link) => link.name).join(', ') })}
          </p>
        ) : null}
      </div>
      {may ? (
        <div className="flex flex-wrap items-start gap-3">
          <form method="post" action={`${base}/confirm`} className="grid gap-3">
            <input type="hidden" name="organizationId" value={id} />
            {lacks ? (
              <div className="grid max-w-80 gap-3">
                <p className="text-sm text-muted">{t('placeMissing')}</p>
                {employer.county ? null : (
                  <TextField
                    id={`county-${id}`}
                    name="county"
                    label={t('county')}
                    hint={t('countyHint')}
                    maxLength={120}
                  />
                )}
                {employer.industry ? null : (
                  <SelectField
                    id={`industry-${id}`}
                    name="industryId"
                    label={t('industry')}
                    defaultValue=""
                    options={[
                      { value: '', label: t('choose') },
                      ...industries.map((each) => ({
                        value: each.id,
                        label: `${each.code}  ${each.title}`,
                      })),
                    ]}
                  />
                )}
              </div>
            ) : null}
            {noted ? (
              <TextField id={`note-${id}`} name="note" label={t('reason')} maxLength={500} />
            ) : null}
            <Button variant="primary" aria-label={t('confirmNamed', { name })}>
              {t('confirm')}
            </Button>
          </form>
          <details className="fold">
            <summary>{t('refuse')}</summary>
            <ReasonForm
              id={`refuse-${id}`}
              action={`${base}/refuse`}
              fields={{ organizationId: id }}
              label={t('reason')}
              className="max-w-72"
            >
              <Button variant="danger">{t('refuseNamed', { name })}</Button>
            </ReasonForm>
          </details>
        </div>
      ) : null}
    </div>
  )
}
