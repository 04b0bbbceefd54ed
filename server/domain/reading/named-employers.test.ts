import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { employerNamedIn } from './named-employers'

const employers = [
  { name: 'Harbor Tool, Inc.', domain: 'www.harbor-tool.example' },
  { name: 'Joe’s Castings', domain: null },
  { name: 'Élan Works', domain: 'elan.example' },
  { name: 'ABB', domain: 'gmail.com' },
]

describe('an employer is named in a text', () => {
  it.each([
    ['by its name', 'We agreed it with Harbor Tool last spring.', 'Harbor Tool, Inc.'],
    ['whatever its case', 'HARBOR TOOL asked for it.', 'Harbor Tool, Inc.'],
    ['at the end', 'As asked by Harbor Tool', 'Harbor Tool, Inc.'],
    ['with its legal form', 'Harbor Tool Inc wants it', 'Harbor Tool, Inc.'],
    ['over two lines', 'With Harbor\nTool.', 'Harbor Tool, Inc.'],
    ['as an owner of something', 'Harbor Tool’s new cell', 'Harbor Tool, Inc.'],
    ['with an apostrophe of its own', "Joe's Castings pours it", 'Joe’s Castings'],
    ['without its accents', 'Elan works with us', 'Élan Works'],
    ['by its web domain', 'See harbor-tool.example/jobs', 'harbor-tool.example'],
    ['with www before it', 'See WWW.Harbor-Tool.example.', 'harbor-tool.example'],
    ['by an address of mail there', 'Write to ann@plant.elan.example', 'elan.example'],
  ])('%s', (_, text, named) => {
    expect(employerNamedIn(text, employers)).toBe(named)
  })

  it.each([
    ['one of its words', 'The harbor needs a tool.'],
    ['a longer word', 'Harbor Tooling is a course.'],
    ['a domain that ends like its own', 'See my-elan.example'],
    ['a domain that begins like its own', 'See elan.example.org'],
    ['a name of three letters', 'The ABB robot in room 4'],
    ['a service that many share', 'Write to us at gmail.com'],
    ['nothing', ''],
  ])('not by %s', (_, text) => {
    expect(employerNamedIn(text, employers)).toBeNull()
  })

  test('wherever it stands among other words', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/)
    fc.assert(
      fc.property(fc.array(word), fc.array(word), (before, after) => {
        const text = [...before, 'Harbor Tool', ...after].join(' ')
        expect(employerNamedIn(text, employers)).toBe('Harbor Tool, Inc.')
      }),
    )
  })
})
