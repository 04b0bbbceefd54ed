import { getFormatter, getLocale, getTranslations } from 'next-intl/server'
import { Said } from '@/app/_components/ui/said'
import type { WorkedExample } from '@/server/domain/reading/worked-example'
import { FIT_SHORTFALL, IMPORTANCE_SCORE } from '@/server/domain/scales'
import { Facts } from '../../ui/facts'
import { LinkButton } from '../../ui/link-button'
import { Notice } from '../../ui/notice'
import { PageHeading } from '../../ui/page-heading'
import { AskedAtTheEnd } from '../asked-at-the-end'
import { occupationInSentence, readySentence } from '../map-words'
import { fitLevels, importanceLevels } from '../split-levels'
import { ReadyShare } from './ready-share'
import { WorkedNeed } from './worked-need'
import { WorkedScaleSteps } from './worked-scale-steps'
import { WorkedWords } from './worked-words'

type Props = { example: WorkedExample; mapHref: string }

/** "How these numbers were made" for one row: counts, fading, prior, estimate, range, words. */
export async function WorkedReport({ example, mapHref }: Props) {
  const t = await getTranslations('worked-example')
  const maps = await getTranslations('maps')
  const format = await getFormatter()
  const { row, steps, release, publicFrom } = example
  const { fit, importance } = steps
  return (
    <article>
      <PageHeading
        kick={t('kick')}
        title={<Said>{row.competency.label}</Said>}
        lede={t('lede', {
          credential: example.credential.name,
          occupation: occupationInSentence(example.occupation.title, await getLocale()),
          place: await placeOf(example),
        })}
        actions={<LinkButton href={mapHref}>{t('back')}</LinkButton>}
      >
        <Facts
          items={[
            release
              ? maps.rich('facts.release', {
                  no: release.no,
                  date: format.dateTime(release.at, { dateStyle: 'long' }),
                  b: (chunks) => <b>{chunks}</b>,
                })
              : null,
            publicFrom
              ? maps('facts.publicFrom', {
                  date: format.dateTime(publicFrom, { dateStyle: 'long' }),
                })
              : null,
            maps('facts.method', { version: example.method }),
          ]}
        />
        <AskedAtTheEnd kind={example.credential.kind} />
      </PageHeading>
      {fit || importance ? (
        <div className="grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-10">
          <p className="measure text-muted">{t('figure')}</p>
          <section aria-labelledby="fit-title">
            <h2 id="fit-title">{t('fit.title')}</h2>
            {fit ? (
              <WorkedScaleSteps
                kind="fit"
                scale={fit}
                answers={await fitLevels(row.fit?.counts ?? [])}
                scores={FIT_SHORTFALL}
              >
                <ReadyShare scale={fit} said={readySentence(maps, row) ?? ''} />
              </WorkedScaleSteps>
            ) : (
              <p className="mt-2 text-muted">{t('fit.none')}</p>
            )}
          </section>
          <section aria-labelledby="importance-title">
            <h2 id="importance-title">{t('importance.title')}</h2>
            {row.importance && row.importance.scope !== 'filter' ? (
              <div className="mt-3">
                <Notice>{maps(`row.scope.${row.importance.scope}`)}</Notice>
              </div>
            ) : null}
            {importance ? (
              <WorkedScaleSteps
                kind="importance"
                scale={importance}
                answers={await importanceLevels(row.importance?.counts ?? [])}
                scores={IMPORTANCE_SCORE}
              />
            ) : (
              <p className="mt-2 text-muted">{t('importance.none')}</p>
            )}
          </section>
          <WorkedNeed steps={steps} />
          <WorkedWords example={example} />
        </div>
      ) : (
        <p className="measure">{t('nothing')}</p>
      )}
    </article>
  )
}

async function placeOf({ filter }: WorkedExample): Promise<string> {
  const maps = await getTranslations('maps.facts')
  const sectors = await getTranslations('sectors')
  return maps('place', {
    region: filter.region?.name ?? maps('everywhere'),
    sector: filter.sector ? sectors(filter.sector) : maps('allSectors'),
  })
}
