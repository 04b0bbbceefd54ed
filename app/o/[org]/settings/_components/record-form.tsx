import { useTranslations } from 'next-intl'
import { Button } from '@/app/_components/ui/button'
import { SelectField, TextField } from '@/app/_components/ui/field'
import type { FormProblem } from '@/app/_trpc/form-problem'
import { type SizeBand, SizeBandSchema } from '@/server/domain/people/organizations'

type Props = {
  org: string
  record: {
    name: string
    website: string | null
    county: string | null
    industryId: string | null
    industry: string | null
    sizeBand: SizeBand | null
    fixed: boolean
  }
  industries: { id: string; code: string; title: string }[]
  problem: FormProblem | null
  owner: boolean
}

export function RecordForm({ org, record, industries, problem, owner }: Props) {
  const t = useTranslations('settings')
  const errorAt = (field: string) => (problem?.field === field ? problem.message : undefined)
  const { fixed } = record
  return (
    <form
      method="post"
      action={`/o/${org}/settings/save`}
      className="mt-4 grid max-w-[40rem] gap-5"
    >
      <TextField
        name="name"
        label={t('name')}
        error={errorAt('name') ?? errorAt('record.name')}
        defaultValue={record.name}
        readOnly={fixed || !owner}
        minLength={2}
        maxLength={120}
        required
      />
      <TextField
        name="website"
        type="url"
        label={t('website')}
        hint={t('websiteHint')}
        error={errorAt('record.website')}
        defaultValue={record.website ?? ''}
        readOnly={!owner}
        maxLength={300}
      />
      <TextField
        name="county"
        label={t('county')}
        hint={t('countyHint')}
        error={errorAt('county')}
        defaultValue={record.county ?? ''}
        readOnly={fixed || !owner}
        maxLength={120}
        autoComplete="off"
      />
      {fixed || !owner ? (
        <>
          <input type="hidden" name="industryId" value={record.industryId ?? ''} />
          <TextField
            name="industry"
            label={t('industry')}
            defaultValue={record.industry ?? t('noIndustry')}
            readOnly
          />
        </>
      ) : (
        <SelectField
          name="industryId"
          label={t('industry')}
          hint={t('industryHint')}
          error={errorAt('industryId')}
          defaultValue={record.industryId ?? ''}
          options={withCurrent(industries, record, t('noIndustry'))}
        />
      )}
      <SelectField
        name="sizeBand"
        label={t('size')}
        defaultValue={record.sizeBand ?? ''}
        disabled={!owner}
        options={[
          { value: '', label: t('noSize') },
          ...SizeBandSchema.options.map((band) => ({ value: band, label: band.replace('-', '–') })),
        ]}
      />
      {owner ? (
        <div>
          <Button variant="primary">{t('save')}</Button>
        </div>
      ) : (
        <p className="text-muted">{t('ownersOnly')}</p>
      )}
    </form>
  )
}

/** Sectors and subsectors, and the record's own industry when it is a finer one. */
function withCurrent(
  industries: Props['industries'],
  record: Props['record'],
  none: string,
): { value: string; label: string }[] {
  const options = industries.map(({ id, code, title }) => ({
    value: id,
    label: `${code}  ${title}`,
  }))
  const known = options.some((option) => option.value === record.industryId)
  const current =
    record.industryId && !known
      ? [{ value: record.industryId, label: record.industry ?? record.industryId }]
      : []
  return [{ value: '', label: none }, ...current, ...options]
}
