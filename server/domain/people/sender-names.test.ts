import { describe, expect, test } from 'vitest'
import { nameProblem } from './sender-names'

const operator = 'Great Lakes Workforce Council'

describe('a name in mail', () => {
  test.each([
    'Lakeshore Community College',
    'Four Harbors Workforce Partnership',
    'IBEW Local 38',
    'JATC of Greater Cleveland',
    'NOCTI',
    'St. Mary’s Hospital (North Campus)',
    'U.S. Steel',
    'A & B Tool and Die, Inc.',
    'Ohio State University – Lima',
    'École Polytechnique',
    '3M Company',
    'Homeland Security Training Center',
    'Family Support Services',
    'Кировский завод',
    'Accountants of Lorain',
  ])('%s may go', (name) => {
    expect(nameProblem(name, operator)).toBeNull()
  })

  test.each([
    ['URGENT: Your mailbox is full', 'operator'],
    ['CALL US BEFORE NOON TODAY', 'shouts'],
    ['Attention AMAZING offers', 'shouts'],
    ['Free tools!', 'shouts'],
    ['Cheap loans ★', 'shouts'],
    [`A name ${'that goes on '.repeat(7)}`, 'shouts'],
    ['Visit evil.example now', 'address'],
    ['www evil', null],
    ['www.evil', 'address'],
    ['ann@acme.example', 'address'],
    ['https://evil', 'address'],
    ['Call 216-555-0100-22', 'address'],
    ['Plumbline', 'operator'],
    ['Plumbline Security Team', 'operator'],
    ['The Administrator', 'operator'],
    ['Great lakes workforce council', 'operator'],
    ['Help-Desk of the College', 'operator'],
    ['ｕｒｇｅｎｔ notice', 'operator'],
    ['Pаypal college', 'disguised'],
    ['Lake\u200bshore', 'disguised'],
    ['Lake\u202eshore', 'disguised'],
  ])('%j: %s', (name, problem) => {
    expect(nameProblem(name, operator)).toBe(problem)
  })
})
