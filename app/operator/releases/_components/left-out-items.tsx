import type { inferRouterOutputs } from '@trpc/server'
import { getTranslations } from 'next-intl/server'
import type { AppRouter } from '@/server/routers/index'

type LeftOut = inferRouterOutputs<AppRouter>['releases']['leftOut'][number]

/** Items that no release can hold as they are stored, what is wrong with each, and what to do. */
export async function LeftOutItems({ items }: { items: readonly LeftOut[] }) {
  const t = await getTranslations('operator.leftOut')
  const scale = await getTranslations('operator.groups.scales')
  return (
    <section aria-labelledby="left-out" className="my-8">
      <h2 id="left-out">{t('title', { count: items.length })}</h2>
      <p className="mt-1 mb-4 max-w-prose">{t('text')}</p>
      <ul className="rows">
        {items.map((item) => (
          <li key={`${item.occupation} ${item.credential} ${item.competency} ${item.scale}`}>
            <b>{[item.competency, item.credential, item.occupation].filter(Boolean).join(' · ')}</b>
            <span className="block text-muted break-words">
              {t.rich('why', {
                scale: scale(item.scale),
                reason: item.reason,
                told: (reason) => <code>{reason}</code>,
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
