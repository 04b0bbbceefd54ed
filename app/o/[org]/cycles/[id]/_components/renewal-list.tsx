import type { inferRouterOutputs } from '@trpc/server'
import { getTranslations } from 'next-intl/server'
import type { AppRouter } from '@/server/routers/index'

type Renewal = inferRouterOutputs<AppRouter>['cycles']['renewals'][number]

/** What was published before, and whether this cycle changes it. */
export async function RenewalList({ renewals }: { renewals: Renewal[] }) {
  const t = await getTranslations('cycles.renewal')
  if (renewals.length === 0) return null
  const sizes = ({ smallest, largest }: Renewal) =>
    smallest === largest ? t('size', { n: largest }) : t('sizes', { smallest, largest })
  return (
    <section className="grid gap-2">
      <h2>{t('title')}</h2>
      <ul className="grid gap-2">
        {renewals.map((renewal) => (
          <li key={renewal.credential} className="measure">
            {t.rich(renewal.state.kind, {
              b: (text) => <b>{text}</b>,
              credential: renewal.credential,
              sizes: sizes(renewal),
              no: renewal.state.kind === 'changed' ? renewal.state.releaseNo : 0,
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}
