import { reviewedSource } from '@/server/domain/catalogue/occupations'
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
  if (await keepsAliases(owner)) await write(owner, aliasSql, aliasRows())
  await write(owner, industrySql, industryRows())
  await write(owner, regionSql, regionRows())
}

const occupationSql = `
  INSERT INTO occupation (id, taxonomy, version, code, title, level, parent_id)
  SELECT id, taxonomy, version, code, title, level, parent_id
  FROM jsonb_to_recordset($1::jsonb) AS r(id text, taxonomy text, version text, code text,
    title text, level text, parent_id text)
  ON CONFLICT (id) DO UPDATE SET title = excluded.title WHERE occupation.title <> excluded.title`

/** What was looked at here stands before the same phrase from elsewhere, and goes when it is taken back here. */
const aliasSql = `
  WITH given AS (
    SELECT occupation_id, phrase, language, source
    FROM jsonb_to_recordset($1::jsonb) AS r(occupation_id text, phrase text, language text, source text)
  ), gone AS (
    DELETE FROM occupation_alias a WHERE a.source = '${reviewedSource}'
      AND (a.occupation_id, a.phrase, a.language) NOT IN (SELECT occupation_id, phrase, language FROM given)
  )
  INSERT INTO occupation_alias (occupation_id, phrase, language, source)
  SELECT occupation_id, phrase, language, source FROM given
  ON CONFLICT (occupation_id, language, phrase) DO UPDATE SET source = excluded.source
  WHERE occupation_alias.source <> excluded.source`

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
  const soc = loadSoc().map((row) => ({
    id: `soc2018:${row.code}`,
    taxonomy: 'soc',
    version: row.version,
    code: row.code,
    title: row.title,
    level: row.level,
    parent_id: row.parent ? `soc2018:${row.parent}` : null,
  }))
  const onet = loadOnetSoc().map((row) => ({
    id: `onet2019:${row.code}`,
    taxonomy: 'onet-soc',
    version: row.version,
    code: row.code,
    title: row.title,
    level: 'onet',
    parent_id: `soc2018:${row.soc}`,
  }))
  return [...soc, ...onet]
}

function aliasRows() {
  return loadPlainTitles().map(({ soc, title, language, source }) => ({
    occupation_id: `soc2018:${soc}`,
    phrase: title,
    language,
    source,
  }))
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

/** Whether this database is of a version with the table: migrations are tried on earlier ones too. */
async function keepsAliases(owner: OwnerConnection): Promise<boolean> {
  const { rows } = await owner.query("SELECT to_regclass('occupation_alias') IS NOT NULL AS there")
  return rows[0]?.there === true
}

async function write(owner: OwnerConnection, text: string, rows: unknown[]): Promise<void> {
  await owner.query(text, [JSON.stringify(rows)])
}
