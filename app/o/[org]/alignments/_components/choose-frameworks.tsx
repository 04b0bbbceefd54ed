import { getTranslations } from 'next-intl/server'
import { Button } from '@/app/_components/ui/button'
import { SelectField } from '@/app/_components/ui/field'
import type { AlignmentOverview } from '@/server/domain/catalogue/alignments'

type Props = {
  org: string
  frameworks: AlignmentOverview['frameworks']
  from: string | undefined
  problem: string | null
}

/** Two frameworks to set against one another; one's own comes first. */
export async function ChooseFrameworks({ org, frameworks, from, problem }: Props) {
  const t = await getTranslations('alignments')
  const options = frameworks.map(({ slug, name, competencies, draft }) => ({
    value: slug,
    label: t(draft ? 'choose.optionDraft' : 'choose.option', { name, count: competencies }),
  }))
  const first =
    frameworks.find((framework) => framework.slug === from) ??
    frameworks.find((framework) => framework.own) ??
    frameworks[0]
  const second = frameworks.find((framework) => framework.slug !== first?.slug)
  return (
    <form
      action={`/o/${org}/alignments/choose`}
      method="get"
      aria-labelledby="choose"
      className="max-w-4xl"
    >
      <h2 id="choose" className="sr-only">
        {t('choose.title')}
      </h2>
      <div className="grid items-end gap-4 md:grid-cols-[1fr_1fr_auto]">
        <SelectField
          name="from"
          label={t('choose.from')}
          options={options}
          defaultValue={first?.slug}
        />
        <SelectField
          name="to"
          label={t('choose.to')}
          options={[...options, { value: 'all', label: t('choose.all') }]}
          defaultValue={second?.slug}
          error={problem}
        />
        <Button variant="primary">{t('choose.start')}</Button>
      </div>
    </form>
  )
}
