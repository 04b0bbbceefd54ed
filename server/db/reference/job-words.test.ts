import { describe, expect, it } from 'vitest'
import { jobNouns } from '@/server/domain/asking/job-nouns'
import { jobCalled, jobWord } from '@/server/domain/asking/job-words'
import { loadOnetSoc, loadPlainTitles, loadSoc } from './load-reference'

const detailed = loadSoc().filter(({ level }) => level === 'detailed')
const onet = loadOnetSoc()

/** What capitals may stand in a word for a job: abbreviations, and a language. */
const capitals = /\b(?:CNC|HVAC|IT|MRI|English)\b/g

/** Why "a new {job}" would not read well; null where it does. */
function flaw(job: string): string | null {
  const plain = job.replaceAll(capitals, '')
  if (plain !== plain.toLowerCase()) return 'capitals'
  if (job.length > 60 || job.length < 4) return 'length'
  if (/[^A-Za-z -]/.test(job) || /\s{2}|^\s|\s$/.test(job)) return 'signs'
  if (/\ball other\b|\bexcept\b|\bincluding\b/.test(job)) return 'leaves something out'
  const last = job.split(/[ -]/).at(-1) ?? ''
  return /(?:[^su]s)$|men$|people$/.test(last) ? 'plural' : null
}

describe('the standard word for a job', () => {
  it('is a good noun for every detailed occupation, as it stands in the list that people look at', async () => {
    const list = detailed.map(({ code, title }) => ({ code, title, job: jobWord({ code, title }) }))
    expect(list).toHaveLength(867)
    expect(
      list.flatMap(({ code, job }) => (flaw(job) ? [`${code} ${job}: ${flaw(job)}`] : [])),
    ).toEqual([])
    await expect(
      list.map(({ code, title, job }) => `${code}  a new ${job}  < ${title}\n`).join(''),
    ).toMatchFileSnapshot('job-words.txt')
  })

  it('is a good noun for every O*NET occupation', () => {
    const list = onet.map(({ code, title }) => ({ code, title, job: jobWord({ code, title }) }))
    expect(
      list.flatMap(({ code, title, job }) => (flaw(job) ? [`${code} ${title}: ${job}`] : [])),
    ).toEqual([])
  })

  it('was looked at for occupations that exist alone', () => {
    const codes = new Set(detailed.map(({ code }) => code))
    expect([...jobNouns.keys()].filter((code) => !codes.has(code))).toEqual([])
  })
})

it('takes most of what people call jobs for somebody who does them', () => {
  const left = loadPlainTitles().filter(({ title }) => jobCalled(title) === null)
  expect(left.map(({ title }) => title)).toEqual([
    'Superintendent of schools',
    'Director of nursing',
    'Cyber security',
    'Cybersecurity',
    'Network support',
    'Desktop support',
    'Help desk',
    'Tech support',
    'IT support',
    'Data analytics',
    'Mechatronics',
    'EMS',
    'CPhT',
    'Practical nursing',
    'Medical coding',
    'Medical billing and coding',
    'Home health',
    'Sterile processing',
    'Phleb',
    'Phlebotomy',
    'Police',
    'Waitstaff',
    'Cosmetology',
    'Retail sales',
    'Inside sales',
    'Medical device sales',
    'Outside sales',
    'Route sales',
    'Bookkeeping',
    'Customer support',
    'Customer service',
    'Front desk',
    'Data entry',
    'Carpentry',
    'Heavy equipment',
    'Plumbing',
    'Roofing',
    'Auto body',
    'Diesel',
    'HVAC',
    'HVACR',
    'Industrial maintenance',
    'Tool and die',
    'Welding',
    'Quality control',
    'CNC',
    'CNC mill',
    'CNC lathe',
    'CNC programming',
    'CDL',
    'Forklift',
  ])
})
