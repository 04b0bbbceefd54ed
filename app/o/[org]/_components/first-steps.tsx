import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { LinkButton } from '@/app/_components/ui/link-button'
import { publicCaller } from '@/app/_trpc/public-caller'

export type Step = {
  key: string
  done: boolean
  title: ReactNode
  hint: ReactNode
  /** What is worth doing, and keeps nobody from the rest. */
  optional?: true
  /** Null where the reader may not do it. */
  action: { href: string; label: string } | null
}

/** Whether anything of a first run is still to be done. */
export function firstRun(steps: readonly Step[]): boolean {
  return steps.some(({ done, optional }) => !done && !optional)
}

/** What to do first, one thing next; it goes once all of it is done. */
export async function FirstSteps({ title, steps }: { title: string; steps: readonly Step[] }) {
  const t = await getTranslations('home.first')
  const next = steps.find(({ done, action }) => !done && action)
  return (
    <section aria-labelledby="first-steps" className="mb-9 max-w-[44rem]">
      <h2 id="first-steps" className="mb-2">
        {title}
      </h2>
      <ol className="rows">
        {steps.map((step) => (
          <li key={step.key} className="grid grid-cols-[4rem_minmax(0,1fr)] gap-x-3">
            <span className={step.done ? 'text-good' : 'text-muted'}>
              {step.done ? (
                <>
                  <span aria-hidden="true">✓</span>
                  <span className="sr-only">{t('done')}</span>
                </>
              ) : (
                t(step === next ? 'next' : 'then')
              )}
            </span>
            <div>
              <p className={step.done ? undefined : 'font-semibold'}>{step.title}</p>
              {step.done ? null : <p className="text-sm text-muted">{step.hint}</p>}
              {step === next && step.action ? (
                <p className="mt-2">
                  <LinkButton href={step.action.href} variant="primary">
                    {step.action.label}
                  </LinkButton>
                </p>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
      <SampleLink />
    </section>
  )
}

/** Where a site shows the sample region: a finished map of it, so that nobody begins without having seen one. */
async function SampleLink() {
  const { lines } = await publicCaller().maps.newest({ shown: 20 })
  const line = lines.find(({ credential }) => credential.sample)
  if (!line) return null
  const t = await getTranslations('home.first')
  return (
    <p className="mt-3 text-muted">
      {t('sample')}{' '}
      <Link
        href={`/maps/${line.credential.slug}/${line.occupation.code}/all/all`}
        prefetch={false}
        className="link"
      >
        {t('sampleLink')}
      </Link>
    </p>
  )
}
