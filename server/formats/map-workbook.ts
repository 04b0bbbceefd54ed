import type { MapView } from '@/server/domain/reading/map-view'
import type { AnsweredMap } from '@/server/domain/reading/provider-says'
import { dictionaryTable } from './dictionary'
import { mapTable } from './map-export'
import { type Sheet, summarySheet, tableSheet, type WorkbookCell } from './workbook-export'

/** Says a message of a part of the messages. */
type Speak = (part: string) => (key: string, values?: Record<string, string | number>) => string

/** Where what a map says can be read on: its own page, where it has a public one, and the method's. */
export type MapAddresses = { page: string | null; method: string }

/** What a workbook of a map needs beside the map: `note` is what stands with every answer split (METHOD §2). */
export type MapWords = { note: string; addresses: MapAddresses; speak: Speak }

/** A map as a workbook: what it is of and whom it counts, the table of the CSV cell by cell, and what the columns mean. */
export function mapSheets(map: AnsweredMap, words: MapWords): Sheet[] {
  const say = words.speak('exports')
  return [
    mapSummary(map, words),
    tableSheet(say('sheets.map'), mapTable(map, words.note)),
    tableSheet(
      say('sheets.dictionary'),
      dictionaryTable('map', (key) => say(`dictionary.${key}`)),
    ),
  ]
}

/** The first sheet of a map's workbook. */
export function mapSummary(map: MapView, { note, addresses, speak }: MapWords): Sheet {
  const say = speak('exports')
  return summarySheet(say('sheets.summary'), [
    ...scopeLines(map, speak),
    ...countLines(map, speak),
    ...remarkLines(map, note, speak),
    [say('summary.map.method'), `${map.method}: ${addresses.method}`],
    [say('summary.map.page'), addresses.page],
  ])
}

type Line = [string, WorkbookCell]

function scopeLines(
  { credential, occupation, filter, release, publicFrom }: MapView,
  speak: Speak,
): Line[] {
  const label = (name: string, values: Record<string, string> = {}) =>
    speak('exports')(`summary.map.${name}`, values)
  const all = speak('maps.filter')
  return [
    [label('credential'), credential.name],
    [
      label('provider'),
      credential.provider.confirmed
        ? credential.provider.name
        : label('unconfirmed', { provider: credential.provider.name }),
    ],
    [label('occupation'), `${occupation.title} (${occupation.code})`],
    [label('region'), filter.region?.name ?? all('allRegions')],
    [label('sector'), filter.sector ? speak('sectors')(filter.sector) : all('allSectors')],
    [label('release'), release?.no ?? label('noRelease')],
    [label('releaseDate'), release && dayOf(release.at)],
    [label('publicFrom'), publicFrom && dayOf(publicFrom)],
  ]
}

/** Whom the figures count: at least so many employers in all, and how many on each line. */
function countLines({ finding, rows }: MapView, speak: Speak): Line[] {
  const say = speak('exports.summary.map')
  const counted = (scale: 'fit' | 'importance') => {
    const n = rows.flatMap((row) => row[scale]?.employers ?? [])
    if (n.length === 0) return speak('maps.word')('none')
    const [from, to] = [Math.min(...n), Math.max(...n)]
    const range = from === to ? String(from) : say('range', { from, to })
    return say('counted', { count: finding.employers[scale], range })
  }
  const silent = rows.filter(({ fit, importance }) => !fit && !importance).length
  return [
    [say('fit'), counted('fit')],
    [say('importance'), counted('importance')],
    [say('competencies'), rows.length],
    [say('silent'), silent > 0 ? say('silentWhy', { count: silent }) : null],
  ]
}

/** What the page says beside the figures. */
function remarkLines(
  { credential, finding, release, leavesOutWider, method }: MapView,
  note: string,
  speak: Speak,
): Line[] {
  const say = speak('exports.summary.map')
  const maps = speak('maps')
  const early = finding.key === 'none' || finding.key === 'early'
  return [
    [say('finding'), early ? maps(`lede.${finding.key}`) : null],
    [say('leftOut'), leavesOutWider ? maps('filter.wider') : null],
    [say('protect'), `${maps('notes.protect')} ${note}`],
    [
      say('source'),
      release &&
        maps('notes.source', { no: release.no, date: dayText(release.at), version: method }),
    ],
    [
      say('releasedBy'),
      release && release.methodVersion !== method
        ? maps('notes.releasedBy', { version: release.methodVersion })
        : null,
    ],
    [say('sample'), credential.sample ? maps('sample') : null],
    [say('draft'), credential.state === 'draft' ? maps('draft') : null],
  ]
}

function dayText(date: Date): string {
  return date.toISOString().slice(0, 10)
}

function dayOf(date: Date): Date {
  return new Date(`${dayText(date)}T00:00:00Z`)
}
