import { useTranslations } from 'next-intl'
import { Button } from '../ui/button'

type Props = {
  action: string
  /** Addresses of a partnership's own regions; null where any region may be loaded. */
  regions: string[] | null
}

/** What a file has to look like, and the control that sends it. */
export function EmploymentUpload({ action, regions }: Props) {
  const t = useTranslations('employment.upload')
  return (
    <section aria-labelledby="upload" className="mt-10">
      <h2 id="upload">{t('title')}</h2>
      <p className="measure mt-1 mb-3 text-muted">{t('text')}</p>
      <dl className="measure grid gap-x-6 gap-y-1 sm:grid-cols-[auto_1fr]">
        <dt className="font-semibold">{t('columns.region')}</dt>
        <dd>{regions ? t('ownRegions', { regions: regions.join(', ') }) : t('region')}</dd>
        <dt className="font-semibold">{t('columns.sector')}</dt>
        <dd>{t('sector')}</dd>
        <dt className="font-semibold">{t('columns.employment')}</dt>
        <dd>{t('jobs')}</dd>
      </dl>
      <p className="measure mt-3">{t('published')}</p>
      <p className="mt-3 text-sm text-muted">{t('example')}</p>
      <pre className="text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">
        {`region,sector,employment,year,source\n${regions?.[0] ?? 'us-39093'},31-33,52000,2025,QCEW`}
      </pre>
      <form
        method="post"
        action={action}
        encType="multipart/form-data"
        className="mt-4 grid max-w-[32rem] gap-4"
      >
        <div>
          <label htmlFor="employment-file" className="mb-1 block font-semibold">
            {t('file')}
          </label>
          <p id="employment-file-hint" className="mb-1 text-sm text-muted">
            {t('once')}
          </p>
          <input
            id="employment-file"
            type="file"
            name="file"
            required
            accept=".csv,.tsv,.txt,.xlsx,.xlsm,text/csv"
            aria-describedby="employment-file-hint"
            className="control"
          />
        </div>
        <div>
          <Button>{t('action')}</Button>
        </div>
      </form>
    </section>
  )
}
