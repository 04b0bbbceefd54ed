import { describe, expect, it } from 'vitest'
import { loadCounties, loadNaics, loadSoc } from '@/server/db/reference/load-reference'
import { SECTORS, sectorOf } from '@/server/domain/industries'
import { CARE_FRAMEWORK } from './care-framework'
import { DEMO_CREDENTIALS } from './credentials'
import { DEMO_CYCLES } from './cycles'
import { DEMO_EMPLOYERS } from './employers'
import { DEMO_EMPLOYMENT } from './employment'
import { MANUFACTURING_FRAMEWORK } from './manufacturing-framework'
import { DEMO_HOSTS } from './organizations'
import { DEMO_PERSONAS } from './personas'
import { DEMO_REGION } from './places'
import { DEMO_REQUIREMENTS } from './requirements'

const competencies = [MANUFACTURING_FRAMEWORK, CARE_FRAMEWORK].flatMap((framework) =>
  framework.groups.flatMap((group) => group.competencies),
)
const codes = new Set(competencies.map((competency) => competency.code))
const soc = new Set(loadSoc().map((row) => row.code))

describe('the demo content', () => {
  it('has sixty competencies with codes and statements of their own', () => {
    expect(competencies).toHaveLength(60)
    expect(codes.size).toBe(60)
    expect(new Set(competencies.map((competency) => competency.statement)).size).toBe(60)
  })

  it('knows its personas who answer for an employer among that employer’s raters', () => {
    const raters = DEMO_EMPLOYERS.flatMap(({ slug, raters }) =>
      raters.map(({ name, email }) => `${slug} ${name} ${email}`),
    )
    const people = DEMO_PERSONAS.flatMap(({ at, name, email }) =>
      at?.kind === 'employer' ? [`${at.slug} ${name} ${email}`] : [],
    )
    expect(people.filter((person) => !raters.includes(person))).toEqual([])
  })

  it('uses codes that exist', () => {
    const naics = new Set(loadNaics().map((row) => row.code))
    const counties = new Set(loadCounties().map((row) => row.fips))
    const organizations = [...DEMO_HOSTS, ...DEMO_EMPLOYERS]
    expect(organizations.filter((each) => !naics.has(each.industry))).toEqual([])
    expect(DEMO_REGION.counties.filter((county) => !counties.has(county))).toEqual([])
    const jobs = [...DEMO_CYCLES, ...DEMO_REQUIREMENTS].map((each) => each.occupation)
    expect(
      [...jobs, ...DEMO_CREDENTIALS.flatMap((each) => each.occupations)].filter(
        (code) => !soc.has(code),
      ),
    ).toEqual([])
  })

  it('has jobs for every sector once', () => {
    expect(DEMO_EMPLOYMENT.map(({ sector }) => sector)).toEqual([...SECTORS])
  })

  it('speaks of known competencies only', () => {
    const spoken = [
      ...DEMO_CREDENTIALS.flatMap((credential) => credential.claims.map((claim) => claim.code)),
      ...DEMO_CYCLES.flatMap((cycle) => cycle.profiles.map((profile) => profile.code)),
      ...DEMO_REQUIREMENTS.flatMap((requirement) => Object.keys(requirement.lines)),
    ]
    expect(spoken.filter((code) => !codes.has(code))).toEqual([])
    for (const cycle of DEMO_CYCLES) expect([6, 12]).toContain(cycle.profiles.length)
  })

  it('has forty-six employers in three sectors, each under an example domain', () => {
    expect(DEMO_EMPLOYERS).toHaveLength(46)
    expect(new Set(DEMO_EMPLOYERS.map((each) => sectorOf(each.industry)))).toEqual(
      new Set(['31-33', '48-49', '62']),
    )
    const domains = [...DEMO_HOSTS, ...DEMO_EMPLOYERS].map((each) => each.domain)
    expect(new Set(domains).size).toBe(domains.length)
    expect(domains.every((domain) => domain.endsWith('.example'))).toBe(true)
  })
})
