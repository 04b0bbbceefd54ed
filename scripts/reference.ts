import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { STATE_NAMES } from './reference-states'

/** Rebuilds the code tables of server/db/reference from the public-domain files in ../shared/data. */
function rebuildReference(source: string, target: string): string[] {
  const write = (name: string, header: string[], rows: string[][]): string => {
    writeFileSync(join(target, name), stringify([header, ...rows]))
    return `${name}: ${rows.length} rows`
  }
  const read = (path: string): string => readFileSync(join(source, path), 'utf8')
  const counties = countyRows(read('codes/fips-counties.csv'))
  return [
    write(
      'soc-2018.csv',
      ['code', 'level', 'parent', 'title'],
      socRows(read('codes/soc2018.BLS-Import.csv')),
    ),
    write(
      'onet-soc-2019.csv',
      ['code', 'soc', 'title'],
      onetRows(read('onet/onet-soc-2019-occupations.oNet-Import.csv')),
    ),
    write(
      'naics-2017.csv',
      ['code', 'level', 'parent', 'title'],
      naicsRows(read('codes/naics2017.json')),
    ),
    write('states.csv', ['fips', 'postal', 'name'], stateRows(counties)),
    write(
      'counties.csv',
      ['fips', 'state', 'name'],
      counties.map((row) => [row.fips, row.state, row.name]),
    ),
  ]
}

const SOC_LEVELS = ['Major', 'Minor', 'Broad', 'Detailed'] as const
const SocRow = z.object({
  'SOC Group': z.enum(SOC_LEVELS),
  'SOC Code': z.string(),
  'SOC Title': z.string(),
})

/** The file lists each group before its parts, so a row's parent is the last row seen one level up. */
function socRows(text: string): string[][] {
  const last = new Map<string, string>()
  return z
    .array(SocRow)
    .parse(parse(text, { columns: true, bom: true }))
    .map((row) => {
      const depth = SOC_LEVELS.indexOf(row['SOC Group'])
      const above = SOC_LEVELS[depth - 1]
      last.set(row['SOC Group'], row['SOC Code'])
      return [
        row['SOC Code'],
        row['SOC Group'].toLowerCase(),
        above ? (last.get(above) ?? '') : '',
        row['SOC Title'].trim(),
      ]
    })
}

const OnetRow = z.object({ 'O*NET-SOC Code': z.string(), Title: z.string() })

function onetRows(text: string): string[][] {
  return z
    .array(OnetRow)
    .parse(parse(text, { columns: true, bom: true }))
    .map((row) => [row['O*NET-SOC Code'], row['O*NET-SOC Code'].slice(0, 7), row.Title.trim()])
}

const NaicsFile = z.record(z.string(), z.object({ Title: z.string() }))

function naicsRows(text: string): string[][] {
  const file = NaicsFile.parse(JSON.parse(text))
  const codes = Object.keys(file).sort()
  const sectors = codes.filter((code) => code.length === 2 || code.includes('-'))
  return codes.map((code) => {
    const level = sectors.includes(code) ? 2 : code.length
    const parent = level === 2 ? '' : level === 3 ? sectorAbove(code, sectors) : code.slice(0, -1)
    return [code, String(level), parent, withoutFootnote(file[code]?.Title ?? '')]
  })
}

function sectorAbove(code: string, sectors: string[]): string {
  const two = code.slice(0, 2)
  return sectors.find((sector) => sector.slice(0, 2) <= two && two <= sector.slice(-2)) ?? ''
}

/** The source glues a superscript "T" (trilateral agreement) to the last word of a title. */
function withoutFootnote(title: string): string {
  return title
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(?<=[a-z)])T$/, '')
}

const CountyRow = z.object({
  state: z.string(),
  statefp: z.string(),
  countyfp: z.string(),
  countyname: z.string(),
})
type County = { fips: string; state: string; postal: string; name: string }

function countyRows(text: string): County[] {
  return z
    .array(CountyRow)
    .parse(parse(text, { columns: true, bom: true }))
    .map((row) => ({
      fips: row.statefp + row.countyfp,
      state: row.statefp,
      postal: row.state,
      name: row.countyname.trim(),
    }))
    .sort((a, b) => a.fips.localeCompare(b.fips))
}

function stateRows(counties: County[]): string[][] {
  const postals = new Map(counties.map((county) => [county.state, county.postal]))
  return [...postals].map(([fips, postal]) => [fips, postal, STATE_NAMES[postal] ?? postal])
}

const root = process.cwd()
const lines = rebuildReference(join(root, '../shared/data'), join(root, 'server/db/reference'))
process.stdout.write(`${lines.join('\n')}\n`)
