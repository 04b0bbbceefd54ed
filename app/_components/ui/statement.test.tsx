import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it, test } from 'vitest'
import { Statement } from './statement'

const shown = (text: string) => renderToStaticMarkup(<Statement text={text} />)

it('shows what the source means, in the direction of its letters', () => {
  expect(
    shown('<p>Checks <em>porosity</em> &amp; undercut.</p><ol start="2"><li>visual</li></ol>'),
  ).toBe(
    '<div class="said statement"><p dir="auto">Checks <em>porosity</em> &amp; undercut.</p>' +
      '<ol dir="auto" start="2"><li>visual</li></ol></div>',
  )
  expect(shown('قياس الضغط (PSI) 24/7')).toBe(
    '<p dir="auto" class="said">قياس الضغط (PSI) 24/7</p>',
  )
  expect(shown('')).toBe('')
})

const hostile = [
  ...['<script>steal()</script>', '<script>', '</script>', '<img src=x onerror=steal()>'],
  ...[
    '<a href="javascript:steal()">',
    '</a>',
    '<svg onload=steal()>',
    '</svg>',
    '<iframe src="x">',
  ],
  ...[
    '</iframe>',
    '<!--',
    '-->',
    '<style>',
    '</style>',
    '&lt;script&gt;',
    '&#60;img&#62;',
    '"',
    "'",
  ],
  ...[
    '[x](javascript:steal())',
    '![x](data:text/html,y)',
    '<p onclick="steal()">',
    '</p>',
    '<',
    '>',
  ],
  ...[
    '<ul>',
    '<li>',
    '</ul>',
    '**',
    '*',
    '$',
    '\n- ',
    'words',
    '<scr',
    'ipt>',
    '<math>',
    '</math>',
  ],
]

test('nothing but words and our own few elements comes through', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...hostile), { maxLength: 25 }), (pieces) => {
      const tags = shown(pieces.join('')).match(/<[^>]*>/g) ?? []
      expect(
        tags.filter(
          (tag) =>
            !/^<\/?(?:p|div|ul|ol|li|em|strong|sub|sup|br)(?: (?:dir="auto"|class="said(?: statement)?"|start="\d+"))*\/?>$/.test(
              tag,
            ),
        ),
      ).toEqual([])
    }),
    { numRuns: 1500 },
  )
})

const nouns =
  'competency|framework|credential|organization|owner|provider|employer|hit|question|sender|requirement|request|cycle|region'
const bare = new RegExp(
  `(?:>|^)\\s*\\{(?:[a-zA-Z]+\\??\\.)*(?:(?:${nouns})\\??\\.(?:name|label|statement|description|notes|title|message|asker)|[a-z]+\\.(?:competency|fileName|source))\\}`,
)

test('what people wrote stands in a part that knows its direction', () => {
  const found = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx') && !file.endsWith('.test.tsx'))
    .flatMap((file) => {
      const lines = readFileSync(join('app', file), 'utf8').split('\n')
      return lines.flatMap((line, at) =>
        bare.test(line) &&
        !/<Said[^>]*>$|dir="auto">?$/.test(lines[at - 1] ?? '') &&
        !/<Said|<option/.test(line)
          ? [`${file}:${at + 1} ${line.trim()}`]
          : [],
      )
    })
  expect(found, 'Put it into <Said>, or what is longer than a line into <Statement>.').toEqual([])
})

test('fields in which people write know the direction of what is typed', () => {
  const found = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx') && !file.endsWith('.test.tsx'))
    .flatMap((file) => {
      const source = readFileSync(join('app', file), 'utf8')
      const fields = source.match(/<(?:input|textarea)\b[\s\S]*?\/>/g) ?? []
      return fields
        .filter(
          (field) =>
            /^<textarea|type="(?:text|search)"/.test(field) && !field.includes('dir="auto"'),
        )
        .map((field) => `${file}: ${field.replaceAll(/\s+/g, ' ')}`)
    })
  expect(found).toEqual([])
})
