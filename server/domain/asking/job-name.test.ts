import { expect, it, test } from 'vitest'
import { JobName, jobProblem, longestJob, plainJob } from './job-name'

test.each([
  ['HVAC technician', 'HVAC technician'],
  ['  HVAC   technician ', 'HVAC technician'],
  ['HVAC\ntechnician', 'HVAC technician'],
  ['HVAC\u00A0technician', 'HVAC technician'],
  ['an electrician', 'electrician'],
  ['a new welder.', 'welder'],
  ['The plumber', 'plumber'],
  ['ＣＮＡ', 'CNA'],
  ['C++ programmer', 'C++ programmer'],
  ['A&P mechanic (night shift)', 'A&P mechanic (night shift)'],
  ['técnico de climatización', 'técnico de climatización'],
  ['Schweißer', 'Schweißer'],
  ['数控机床操作工', '数控机床操作工'],
  ['', ''],
  ['   ', ''],
])('"%s" is taken as "%s"', (typed, job) => {
  expect(JobName.parse(typed)).toBe(job)
})

test.each([
  ['markup', '<b>welder</b>', 'signs'],
  ['a tag that does something', 'welder<img src=x onerror=alert(1)>', 'signs'],
  ['a link in markdown', '[welder](x)', 'signs'],
  ['a template', 'welder {asker}', 'signs'],
  ['a quote', 'welder" onclick="x', 'signs'],
  ['an address', 'welder at evil.example', 'address'],
  ['a web address', 'see https://evil.example', 'address'],
  ['a mail address', 'bob@evil', 'address'],
  ['a number to call', 'welder 555 867 5309 1', 'address'],
  ['200 characters', 'w'.repeat(200), 'long'],
  ['one character too many', `${'we '.repeat(20)}d`, 'long'],
  ['a control character', 'wel\u0007der', 'disguised'],
  ['a character that is not seen', 'wel\u200Bder', 'disguised'],
  ['a turn of direction', 'wel\u202Eder', 'disguised'],
  ['letters of two alphabets', 'wеlder', 'disguised'],
  ['no letter', '12345', 'signs'],
  ['signs alone', '!!!', 'signs'],
  ['a picture', 'welder 🎁', 'signs'],
  ['shouting', 'WINNERS wanted', 'shouts'],
  ['capitals alone', 'CLAIM A PRIZE NOW', 'shouts'],
])('%s is refused', (_, typed, problem) => {
  expect(jobProblem(plainJob(typed))).toBe(problem)
  expect(JobName.safeParse(typed).success).toBe(false)
})

it('may be as long as a line of a phone takes', () => {
  expect(jobProblem('w'.repeat(longestJob))).toBeNull()
})
