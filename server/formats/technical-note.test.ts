import { describe, expect, it } from 'vitest'
import { technicalNoteHtml } from './technical-note'

const html = technicalNoteHtml({
  language: 'en',
  title: 'The <method>',
  stamp: 'Version 1 & more',
  lede: 'Said "plainly".',
  sections: [
    {
      title: 'Figures',
      blocks: [
        { kind: 'text', text: 'a < b' },
        { kind: 'formula', text: 'x = 1' },
        { kind: 'list', items: ['one', 'two'] },
        {
          kind: 'table',
          caption: 'Constants',
          columns: [{ label: 'Name' }, { label: 'Value', numeric: true }],
          rows: [['k', '5']],
        },
      ],
    },
  ],
})

describe('a technical note', () => {
  it('stands alone: no script, no picture, no style or address from elsewhere', () => {
    expect(html).not.toMatch(/<script|<img|<link|src=|href=|url\(|@import|https?:/)
  })

  it('lets no text become markup', () => {
    expect(html).toContain('<h1>The &lt;method&gt;</h1>')
    expect(html).toContain('Said &quot;plainly&quot;.')
    expect(html).toContain('<p>a &lt; b</p>')
  })

  it('gives a table its caption and the headings of its rows and columns', () => {
    expect(html).toContain('<caption>Constants</caption>')
    expect(html).toContain('<th scope="col" class="num">Value</th>')
    expect(html).toContain('<tr><th scope="row">k</th><td class="num">5</td></tr>')
  })
})
