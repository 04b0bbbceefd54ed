import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Formula } from '@/app/_components/ui/formula'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { BM25_B, BM25_K1, WORTH_COUNTING } from '@/server/domain/catalogue/text-matching'
import { COHORT_DEFAULTS } from '@/server/domain/method/cohort-state'
import { COMPARISON_CONFIDENCE } from '@/server/domain/method/comparisons'
import {
  HALF_LIFE_QUARTERS,
  MAX_AGE_QUARTERS,
  PRIOR_REFERENCE_VOTES,
  PRIOR_VOTES,
} from '@/server/domain/method/counts'
import { LINK_WEIGHTS } from '@/server/domain/method/coverage'
import { readyShare } from '@/server/domain/method/estimates'
import { METHOD_VERSION } from '@/server/domain/method/method-changes'
import { CHANGE_CONFIDENCE, CHANGE_LEAST_EMPLOYERS } from '@/server/domain/method/trends'
import { env } from '@/server/env'
import { Constants } from './_components/constants'
import { IntegrityCounts } from './_components/integrity-counts'
import { Scales } from './_components/scales'
import { Technical } from './_components/technical'
import { Words } from './_components/words'
import { WorkedExamples } from './_components/worked-examples'

const sections = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const
const k = COHORT_DEFAULTS.k

export const revalidate = 300
export const generateStaticParams = () => []

type Props = { params: Promise<{ view: string }> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('method')
  return { title: t('title'), description: t('description'), alternates: { canonical: '/method' } }
}

/** The page at `/method`; see server/http/twins.mjs. */
export default async function MethodPage({ params }: Props) {
  if ((await params).view !== 'all') notFound()
  const t = await getTranslations('method')
  const bold = { b: (chunks: React.ReactNode) => <b>{chunks}</b> }
  const operator = env().OPERATOR_NAME
  const example = readyShare(5, 5, 2 / 5)
  const percent = (share: number | undefined) => Math.round(100 * (share ?? 0))
  return (
    <>
      <PageHeading
        kick={t('kick', { version: METHOD_VERSION })}
        title={t('title')}
        lede={t('lede')}
      />
      <div className="grid gap-x-14 gap-y-6 lg:grid-cols-[minmax(0,1fr)_16rem]">
        <nav aria-label={t('contents')} className="no-print lg:order-last">
          <p className="border-b-2 border-ink pb-2 font-semibold">{t('contents')}</p>
          <ol className="text-sm">
            {sections.map((no) => (
              <li key={no} className="border-b border-line">
                <a href={`#s${no}`} className="quiet-link flex min-h-9 items-center py-1">
                  {t(`s${no}.title`)}
                </a>
              </li>
            ))}
          </ol>
        </nav>
        <article className="prose min-w-0">
          <Section no={1}>
            <p>{t('s1.text')}</p>
            <Scales />
            <p>{t('s1.notCounted')}</p>
          </Section>
          <Section no={2}>
            <p>{t('s2.text')}</p>
            <Formula>{t('s2.formula')}</Formula>
          </Section>
          <Section no={3}>
            <p>{t.rich('s3.ready', bold)}</p>
            <p>{t.rich('s3.fit', bold)}</p>
            <p>{t.rich('s3.need', bold)}</p>
            <Words />
            <p>{t('s3.compare', { confidence: 10 * COMPARISON_CONFIDENCE })}</p>
          </Section>
          <Section no={4}>
            <p>{t('s4.text', { m: PRIOR_VOTES, referenceMinimum: PRIOR_REFERENCE_VOTES })}</p>
            <p>{t('s4.labels', { few: k, fewEnd: 9, several: 10, severalEnd: 19, many: 20 })}</p>
            <p>
              {t('s4.example', {
                estimate: percent(example?.mean),
                lower: percent(example?.lower),
                upper: percent(example?.upper),
              })}
            </p>
            <WorkedExamples />
            <Formula>{t('s4.formula', { m: PRIOR_VOTES })}</Formula>
          </Section>
          <Section no={5}>
            <p>
              {t('s5.text', { halfLife: HALF_LIFE_QUARTERS / 4, maxAge: MAX_AGE_QUARTERS / 4 })}
            </p>
            <p>
              {t('s5.trend', {
                sure: 100 * CHANGE_CONFIDENCE,
                maybe: 100 * COMPARISON_CONFIDENCE,
                several: CHANGE_LEAST_EMPLOYERS,
              })}
            </p>
            <Formula>
              {t('s5.formula', { quarters: HALF_LIFE_QUARTERS, maxQuarters: MAX_AGE_QUARTERS })}
            </Formula>
          </Section>
          <Section no={6}>
            <p>{t('s6.text')}</p>
            <Formula>{t('s6.formula')}</Formula>
          </Section>
          <Section no={7}>
            <p>{t('s7.text')}</p>
          </Section>
          <Section no={8}>
            <p>{t('s8.text1', { k })}</p>
            <p>{t('s8.text2', { operator: beginning(operator) })}</p>
            <Formula>{t('s8.formula')}</Formula>
          </Section>
          <Section no={9}>
            <p>{t('s9.text')}</p>
            <IntegrityCounts />
          </Section>
          <Section no={10}>
            <p>{t('s10.text')}</p>
            <p>{t('s10.joined')}</p>
            <Formula>
              {t('s10.formula', {
                ...LINK_WEIGHTS,
                worth: WORTH_COUNTING,
                k1: BM25_K1,
                b: BM25_B,
              })}
            </Formula>
          </Section>
          <Section no={11}>
            <p>{t('s11.text')}</p>
            <p>{t('s11.who', { operator })}</p>
          </Section>
          <Section no={12}>
            <Constants />
            <Technical />
          </Section>
        </article>
      </div>
    </>
  )
}

async function Section({
  no,
  children,
}: {
  no: (typeof sections)[number]
  children: React.ReactNode
}) {
  const t = await getTranslations('method')
  return (
    <section id={`s${no}`} aria-labelledby={`s${no}-title`} className="prose mt-9 first:mt-0">
      <h2 id={`s${no}-title`}>{t(`s${no}.title`)}</h2>
      {children}
    </section>
  )
}

/** A name at the beginning of a sentence. */
function beginning(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
