import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { blocksOf, plainText } from './marked-text'
import type { Block, Inline } from './text-blocks'

const text = (words: string): Inline => ({ kind: 'text', text: words })
const paragraph = (...inlines: Inline[]): Block => ({ kind: 'paragraph', inlines })

describe('a statement that came as HTML', () => {
  it('is paragraphs, lists and words that stand out', () => {
    expect(
      blocksOf(
        '<p>Checks the weld&nbsp;for <em>porosity</em> &amp; undercut.</p><ul><li>visual</li><li>dye penetrant</li></ul>',
      ),
    ).toEqual([
      paragraph(
        text('Checks the weld for '),
        { kind: 'emphasis', inlines: [text('porosity')] },
        text(' & undercut.'),
      ),
      {
        kind: 'list',
        start: null,
        items: [[paragraph(text('visual'))], [paragraph(text('dye penetrant'))]],
      },
    ])
  })

  test.each([
    ['<div>Cuts<br/>bends</div>', 'Cuts bends'],
    ['Cuts <span style="color:red">steel</span> to size', 'Cuts steel to size'],
    ['Reads <o:p></o:p>the <custom-tag kind="x">gauge</custom-tag>', 'Reads the gauge'],
    ['See <a href="https://evil.example/">the manual</a>', 'See the manual'],
    ['Reads <img src="x.png" alt="a dial"> gauges', 'Reads a dial gauges'],
    ['Reads<script>steal()</script> gauges<style>p{}</style><!-- note -->', 'Reads gauges'],
    ['<img src=x onerror=steal()>Reads gauges', 'Reads gauges'],
    ['H<sub>2</sub>O', 'H2O'],
    ['<h2>Safety</h2><p>Wears gloves</p>', 'Safety Wears gloves'],
    ['<ol start="3"><li>stops</li><li>locks</li></ol>', 'stops; locks'],
    ['<table><tr><td>Torque</td><td>Nm</td></tr></table>', 'Torque | Nm'],
    ['<p>First line\nstill the first</p>', 'First line still the first'],
    [
      'Written &amp;amp; escaped twice&amp;nbsp;&#8211; &#150; &#x2013;',
      'Written & escaped twice – – –',
    ],
    ['Types &lt;p&gt; by hand', 'Types <p> by hand'],
    ['&bogus; &#0; &#xD800; &amp', '&bogus; &#0; &#xD800; &amp'],
  ])('%s', (source, plain) => {
    expect(plainText(source)).toBe(plain)
  })
})

describe('a statement that came as Markdown', () => {
  it('is a paragraph and a list, with a formula as one reads it', () => {
    expect(
      blocksOf('Solves $\\frac{a}{b}=c$ and **shows** the work\n\n- step one\n- step two'),
    ).toEqual([
      paragraph(
        text('Solves a/b = c and '),
        { kind: 'strong', inlines: [text('shows')] },
        text(' the work'),
      ),
      {
        kind: 'list',
        start: null,
        items: [[paragraph(text('step one'))], [paragraph(text('step two'))]],
      },
    ])
  })

  it('keeps numbers of a list and the lists within', () => {
    const [list] = blocksOf('2. stops\n   - brake\n   - clutch\n3. locks')
    expect(list).toMatchObject({ kind: 'list', start: 2, items: [[{}, { kind: 'list' }], [{}]] })
  })

  test.each([
    [
      '**Weld stem (level 1):** joins *h* and _the rest_',
      'Weld stem (level 1): joins h and the rest',
    ],
    ['## Safety ##\nWears gloves', 'Safety Wears gloves'],
    ['See [the manual](https://evil.example/x "t") ![a dial](/dial.png)', 'See the manual a dial'],
    ['Steps:\n\n-   cut\n-   bend', 'Steps: cut; bend'],
    ['| Part | Size |\n|------|:----:|\n| bolt | M8 |', 'Part | Size bolt | M8'],
    ['A star \\* as typed', 'A star * as typed'],
    ['<https://standards.example/7>', 'https://standards.example/7'],
  ])('%s', (source, plain) => {
    expect(plainText(source)).toBe(plain)
  })
})

describe('a formula', () => {
  test.each([
    ['$x^2 \\leq \\frac{1}{2}$', 'x² ≤ 1/2'],
    ['\\(a_1 \\times b\\)', 'a₁ × b'],
    ['\\[ \\sqrt{x+1} \\]', '√(x + 1)'],
    ['$2\\frac{1}{2}$', '2 1/2'],
    ['$\\alpha + \\pi$', 'α + π'],
    ['$90^\\circ$', '90°'],
    ['$B = \frac{V}{h}$', 'B = V/h'],
    ['$$10^{-3} \\text{ mm}$$', '10⁻³ mm'],
    ['\\frac{1}{4} inch', '1/4 inch'],
    ['$\\begin{matrix}1\\end{matrix}$', '\\begin{matrix}1\\end{matrix}'],
    ['$\\frac{1}$', '\\frac{1}'],
  ])('%s', (source, plain) => {
    expect(plainText(source)).toBe(plain)
  })
})

describe('what only might be markup stays as typed', () => {
  test.each([
    '5 * 3 * 2 = 30',
    '2*3*4',
    '2**3**4',
    'snake_case_name, __init__ and _x_',
    '#1 tool, C# and # of parts',
    'temperature < 5 and > 3',
    'if a<b and c>d',
    'Uses <header> and <nav> tags',
    'Enters <your name>',
    'costs $5 and $10, US$ 3',
    'AT&T',
    'item(s) [1] and [detail](s)',
    '- one dash alone',
    '7. a number alone',
    'C:\\times\\new',
    '<script>that never ends',
    '<!-- nor this',
    'قياس الضغط (PSI) 24/7 في المصنع',
    'Reads https://standards.example/a_b_c/index.html?x=1&y=2',
  ])('%s', (typed) => {
    expect(blocksOf(typed)).toEqual([paragraph(text(typed))])
  })

  it('and lines stay lines', () => {
    expect(blocksOf('Cuts\nbends\n\nwelds')).toEqual([
      paragraph(text('Cuts'), { kind: 'break' }, text('bends')),
      paragraph(text('welds')),
    ])
  })
})

const signs = [
  ...['*', '**', '_', '$', '$$', '#', '## ', '|', '[', ']', '(', ')', '^', '{', '}', '<', '>', '&'],
  ...['\\', '\\(', '\\)', '\\frac', '\\sqrt{', '\\text{', '\n', '\n\n', '\n- ', '\n1. ', '\n   * '],
  ...['<b>', '</b>', '<p>', '</p>', '<ul>', '</ul>', '<li>', '<ol>', '</ol>', '<h2>', '</h2>'],
  ...['<td>', '<br>', '<sub>', '</sub>', '<x-y>', '</x-y>', '&amp;', '&nbsp;', ' ', '  ', '\r'],
]
const words = fc.stringMatching(/^[wzk]{1,5}$/)
const marked = fc.array(fc.oneof(words, fc.constantFrom(...signs)), { maxLength: 60 })

test('no word is lost, and none is said twice', () => {
  fc.assert(
    fc.property(marked, (pieces) => {
      const source = pieces.join('')
      const letters = (said: string) => said.replaceAll(/[^wzk]/g, '')
      expect(letters(plainText(source))).toBe(letters(source))
    }),
    { numRuns: 2000 },
  )
})

test('whatever comes, the plain form is one line of the words alone', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        marked.map((all) => all.join('')),
      ),
      (source) => {
        expect(plainText(source)).not.toMatch(/[\n\r]|^\s|\s$/)
      },
    ),
    { numRuns: 1000 },
  )
})

test('plain words come through as they are', () => {
  fc.assert(
    fc.property(fc.array(words, { minLength: 1 }), (all) => {
      const line = all.join(' ')
      expect(plainText(line)).toBe(line)
      expect(plainText(plainText(line))).toBe(line)
    }),
  )
})

test.each([
  ...['<', '*', '**a ', '_a ', '$', '$a', '[', '![a](', '\\(', '<a ', '<a b="', '<b>', '<b>x</b>'],
  ...[
    '<!--',
    '<script>',
    '<ul><li>',
    '&amp;',
    '- a\n',
    '1. a\n',
    '\n',
    '| ',
    ' ',
    '\\frac{',
    '**a** ',
  ],
])('25 times as much of %j takes about 25 times as long', (piece) => {
  /** Milliseconds at work: those that other processes took are not counted. */
  const time = (length: number) => {
    const source = piece.repeat(length / piece.length)
    const runs = [0, 1, 2].map(() => {
      const before = process.cpuUsage()
      blocksOf(source)
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1000
    })
    return Math.min(...runs)
  }
  time(10_000)
  expect(time(250_000)).toBeLessThan(150 * Math.max(time(10_000), 1))
})
