import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { MapView } from '@/server/domain/reading/map-view'
import type { AnsweredMap } from '@/server/domain/reading/provider-says'
import { providerWords } from '../credentials/provider-words'
import { DictionaryLink } from '../exports/dictionary-link'
import { Facts } from '../ui/facts'
import { LinkButton } from '../ui/link-button'
import { Notice } from '../ui/notice'
import { PageHeading } from '../ui/page-heading'
import { AskedAtTheEnd } from './asked-at-the-end'
import { MapFilterForm } from './map-filter-form'
import { MapLede } from './map-lede'
import { MapNotes } from './map-notes'
import { MapPanels } from './map-panels'
import { MapPriorities } from './map-priorities'
import { LineSays, MapSays } from './map-says'
import { MapTable } from './map-table'
import { mapFacts, occupationInSentence } from './map-words'
import { ValueAnswers } from './value-answers'

type Props = {
  map: AnsweredMap
  filter: { action: string; hidden: Record<string, string> }
  downloads: { csv: string; xlsx: string; json: string }
  /** Where a row's numbers are worked through, by the row's competency. */
  workedHref: (competency: string) => string
  actions?: ReactNode
  /** A note between the heading and the filter. */
  children?: ReactNode
}

/** A competency map from its title to its table; the public page and the workspace show the same. */
export async function MapReport({ map, filter, downloads, workedHref, actions, children }: Props) {
  const t = await getTranslations('maps')
  const locale = await getLocale()
  const occupation = occupationInSentence(map.occupation.title, locale)
  return (
    <article>
      <PageHeading
        kick={<Kick map={map} />}
        title={t.rich('title', {
          credential: map.credential.name,
          occupation,
          c: (chunks) => (
            <>
              {chunks}
              <br />
            </>
          ),
        })}
        lede={<MapLede map={map} />}
        actions={actions}
      >
        <Facts items={await mapFacts(map)} />
        <AskedAtTheEnd kind={map.credential.kind} />
      </PageHeading>
      <MapSays map={map} />
      {children}
      <MapFilterForm
        action={filter.action}
        hidden={filter.hidden}
        region={{ value: map.filter.region?.slug ?? 'all', options: regionOptions(map) }}
        sector={{ value: map.filter.sector ?? 'all', options: sectorOptions(map) }}
      >
        <a className="btn" href="#table">
          {t('actions.table')}
        </a>
        <LinkButton href={downloads.csv} download>
          {t('actions.csv')}
        </LinkButton>
        <LinkButton href={downloads.xlsx} download>
          {t('actions.xlsx')}
        </LinkButton>
        <LinkButton href={downloads.json} download>
          {t('actions.json')}
        </LinkButton>
        <DictionaryLink of="map" />
      </MapFilterForm>
      {map.leavesOutWider ? (
        <div className="mt-4">
          <Notice>{t('filter.wider')}</Notice>
        </div>
      ) : null}
      <MapPanels
        rows={map.rows}
        newest={map.release?.no ?? null}
        workedHref={workedHref}
        beneath={(row) => <LineSays map={map} line={row.key} />}
      />
      <MapNotes map={map} />
      <MapPriorities rows={map.rows} />
      {map.value ? <ValueSplit value={map.value} /> : null}
      <MapTable rows={map.rows} />
    </article>
  )
}

async function Kick({ map }: { map: MapView }) {
  const t = await getTranslations('maps')
  const named = await providerWords()
  return (
    <>
      {t('kick', {
        kind: t(`kinds.${map.credential.kind}`),
        provider: named(map.credential.provider),
      })}
      {map.credential.sample ? ` · ${t('sample')}` : null}
      {map.credential.state === 'draft' ? ` · ${t('draft')}` : null}
    </>
  )
}

async function ValueSplit({ value }: { value: NonNullable<MapView['value']> }) {
  const t = await getTranslations('maps')
  return (
    <section aria-labelledby="value-title" className="mt-12 max-w-xl">
      <h2 id="value-title">{t('value.title')}</h2>
      <div className="mt-2">
        <ValueAnswers value={value} />
      </div>
    </section>
  )
}

/** What a group was formed in, and the region in the address even where none was. */
function regionOptions(map: MapView) {
  const { region } = map.filter
  const known = map.options.regions
  return region && !known.some((option) => option.slug === region.slug) ? [region, ...known] : known
}

function sectorOptions(map: MapView): string[] {
  const { sector } = map.filter
  const known = map.options.sectors
  return sector && !known.includes(sector) ? [sector, ...known] : known
}
