import { useTranslations } from 'next-intl'
import { Button } from './ui/button'
import { SelectField } from './ui/field'

type Props = {
  /** Where `/merge` and `/parent` take the forms. */
  base: string
  employers: { id: string; name: string; domain: string | null }[]
}

/** Merging two records, and saying that one employer belongs to another. */
export function OneEmployer({ base, employers }: Props) {
  const t = useTranslations('employers')
  const options = employers.map(({ id, name, domain }) => ({
    value: id,
    label: domain ? `${name} (${domain})` : name,
  }))
  const choose = { value: '', label: t('choose') }
  return (
    <section aria-labelledby="one" className="mt-10">
      <h2 id="one">{t('oneTitle')}</h2>
      <p className="measure mt-1 mb-4 text-muted">{t('oneText')}</p>
      <div className="grid gap-8 lg:grid-cols-2">
        <form method="post" action={`${base}/merge`} className="grid content-start gap-4">
          <SelectField name="keptId" label={t('kept')} options={[choose, ...options]} required />
          <SelectField name="goneId" label={t('gone')} options={[choose, ...options]} required />
          <div>
            <Button>{t('merge')}</Button>
          </div>
        </form>
        <form method="post" action={`${base}/parent`} className="grid content-start gap-4">
          <SelectField
            name="employerId"
            label={t('child')}
            options={[choose, ...options]}
            required
          />
          <SelectField
            name="parentId"
            label={t('of')}
            options={[{ value: '', label: t('noParent') }, ...options]}
          />
          <div>
            <Button>{t('setParent')}</Button>
          </div>
        </form>
      </div>
    </section>
  )
}
