import type { OwnerConnection } from './client'
import {
  loadCounties,
  loadNaics,
  loadOnetSoc,
  loadPlainTitles,
  loadSoc,
  loadStates,
} from './reference/load-reference'

/** Writes the code tables the project ships; running it again mends titles and adds new codes. */
export async function loadCodeTables(owner: OwnerConnection): Promise<void> {
  await write(owner, occupationSql, occupationRows())
  await write(owner, industrySql, industryRows())
  await write(owner, regionSql, regionRows())
}

const occupationSql = `
  INSERT INTO occupation (id, taxonomy, version, code, title, level, parent_id, alternate_titles)
  SELECT id, taxonomy, version, code, title, level, parent_id, alternate_titles
  FROM jsonb_to_recordset($1::jsonb) AS r(id text, taxonomy text, version text, code text,
    title text, level text, parent_id text, alternate_titles text)
  ON CONFLICT (id) DO UPDATE SET title = excluded.title, alternate_titles = excluded.alternate_titles
  WHERE (occupation.title, occupation.alternate_titles) IS DISTINCT FROM (excluded.title, excluded.alternate_titles)`

const industrySql = `
  INSERT INTO industry (id, version, code, title, level, sector, parent_id)
  SELECT id, version, code, title, level, sector, parent_id
  FROM jsonb_to_recordset($1::jsonb) AS r(id text, version text, code text, title text,
    level integer, sector text, parent_id text)
  ON CONFLICT (id) DO UPDATE SET title = excluded.title WHERE industry.title <> excluded.title`

const regionSql = `
  INSERT INTO region (id, kind, name, slug, code, parent_id)
  SELECT id, kind, name, slug, code, parent_id
  FROM jsonb_to_recordset($1::jsonb) AS r(id text, kind text, name text, slug text, code text,
    parent_id text)
  ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE region.name <> excluded.name`

function occupationRows() {
  const plain = new Map<string, string[]>()
  for (const row of loadPlainTitles()) {
    plain.set(row.soc, [...(plain.get(row.soc) ?? []), row.title])
  }
  const soc = loadSoc().map((row) => ({
    id: `soc2018:${row.code}`,
    taxonomy: 'soc',
    version: row.version,
    code: row.code,
    title: row.title,
    level: row.level,
    parent_id: row.parent ? `soc2018:${row.parent}` : null,
    alternate_titles: (plain.get(row.code) ?? []).join('\n'),
  }))
  const onet = loadOnetSoc().map((row) => ({
    id: `onet2019:${row.code}`,
    taxonomy: 'onet-soc',
    version: row.version,
    code: row.code,
    title: row.title,
    level: 'onet',
    parent_id: `soc2018:${row.soc}`,
    alternate_titles: '',
  }))
  return [...soc, ...onet]
}

function industryRows() {
  const sectorOf = new Map<string, string>()
  return loadNaics().map((row) => {
    const sector = row.parent ? (sectorOf.get(row.parent) ?? row.parent) : row.code
    sectorOf.set(row.code, sector)
    return {
      id: `naics2017:${row.code}`,
      version: row.version,
      code: row.code,
      title: row.title,
      level: row.level,
      sector,
      parent_id: row.parent ? `naics2017:${row.parent}` : null,
    }
  })
}

function regionRows() {
  const postal = new Map(loadStates().map((state) => [state.fips, state.postal.toLowerCase()]))
  const nation = {
    id: 'us',
    kind: 'nation',
    name: 'United States',
    slug: 'us',
    code: null,
    parent_id: null,
  }
  const states = loadStates().map((state) => ({
    id: `us-${state.postal.toLowerCase()}`,
    kind: 'state',
    name: state.name,
    slug: `us-${state.postal.toLowerCase()}`,
    code: state.fips,
    parent_id: 'us',
  }))
  const counties = loadCounties().map((county) => ({
    id: `us-${county.fips}`,
    kind: 'county',
    name: county.name,
    slug: `us-${county.fips}`,
    code: county.fips,
    parent_id: `us-${postal.get(county.state)}`,
  }))
  return [nation, ...states, ...counties]
}

async function write(owner: OwnerConnection, text: string, rows: unknown[]): Promise<void> {
  await owner.query(text, [JSON.stringify(rows)])
}
