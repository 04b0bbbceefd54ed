import { getTranslations } from 'next-intl/server'
import { Said } from '@/app/_components/ui/said'
import type { Cycle } from './cycle'

/** The job, the credentials and the competencies of a cycle. */
export async function AskedList({ cycle }: { cycle: Cycle }) {
  const t = await getTranslations('cycles.cycle')
  return (
    <section className="grid gap-4">
      <h2>{t('summary')}</h2>
      <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-[10rem_1fr]">
        <dt className="text-muted">{t('occupation')}</dt>
        <dd>{cycle.occupation}</dd>
        <dt className="text-muted">{t('credentials')}</dt>
        <dd>
          <ul>
            {cycle.credentials.map((credential) => (
              <li key={credential.id}>
                <Said>{credential.name}</Said>
              </li>
            ))}
          </ul>
        </dd>
        <dt className="text-muted">{t('competencies')}</dt>
        <dd>
          <ol className="list-decimal pl-5 sm:columns-2">
            {cycle.competencies.map((competency) => (
              <li key={competency.id} className="break-inside-avoid pr-4">
                <Said>{competency.name}</Said>
              </li>
            ))}
          </ol>
        </dd>
        <dt className="text-muted">{t('groups')}</dt>
        <dd className="measure">{t(cycle.byIndustry ? 'groupsByIndustry' : 'groupsByRegion')}</dd>
        {cycle.message ? (
          <>
            <dt className="text-muted">{t('message')}</dt>
            <dd className="measure whitespace-pre-line">
              <Said>{cycle.message}</Said>
            </dd>
          </>
        ) : null}
      </dl>
    </section>
  )
}
