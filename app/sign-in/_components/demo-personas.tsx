import type { inferRouterOutputs } from '@trpc/server'
import { useTranslations } from 'next-intl'
import { Button } from '@/app/_components/ui/button'
import type { AppRouter } from '@/server/routers/index'

type Persona = inferRouterOutputs<AppRouter>['sessions']['status']['personas'][number]

/** The people of the sample region, each one press away; only in a demonstration. */
export function DemoPersonas({ personas }: { personas: Persona[] }) {
  const t = useTranslations('sign-in')
  return (
    <section aria-labelledby="personas" className="mt-10">
      <h2 id="personas">{t('demoTitle')}</h2>
      <p className="mt-1 text-muted">{t('demoLede')}</p>
      <ul className="rows mt-4">
        {personas.map((persona) => (
          <li key={persona.key}>
            <form
              method="post"
              action="/api/demo/sign-in"
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2"
            >
              <input type="hidden" name="as" value={persona.key} />
              <p className="min-w-0 flex-1 basis-64">
                <b>{persona.name}</b>
                <span className="block text-muted">{t(`persona.${persona.key}`)}</span>
              </p>
              <Button aria-label={t('demoAs', { name: persona.name })}>{t('title')}</Button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}
