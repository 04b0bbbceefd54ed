/** The parts a technical note is set from; every text is plain, markup is made here. */
export type NoteBlock =
  | { kind: 'text'; text: string }
  | { kind: 'formula'; text: string }
  | { kind: 'list'; items: readonly string[] }
  | {
      kind: 'table'
      caption: string
      columns: readonly { label: string; numeric?: boolean }[]
      /** The first cell of a row is its heading. */
      rows: readonly (readonly string[])[]
    }

export type TechnicalNote = {
  /** BCP 47. */
  language: string
  title: string
  /** Version and date, under the title. */
  stamp: string
  lede: string
  sections: readonly { title: string; blocks: readonly NoteBlock[] }[]
}

/** A technical note as one HTML file that needs nothing else: no script, no picture, no address; it prints on plain paper. */
export function technicalNoteHtml(note: TechnicalNote): string {
  return [
    '<!doctype html>',
    `<html lang="${escaped(note.language)}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(`${note.title}, ${note.stamp}`)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<header><h1>${escaped(note.title)}</h1><p class="stamp">${escaped(note.stamp)}</p><p>${escaped(note.lede)}</p></header>`,
    ...note.sections.map(
      ({ title, blocks }) =>
        `<section>\n<h2>${escaped(title)}</h2>\n${blocks.map(blockHtml).join('\n')}\n</section>`,
    ),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

function blockHtml(block: NoteBlock): string {
  if (block.kind === 'text') return `<p>${escaped(block.text)}</p>`
  if (block.kind === 'formula') return `<p class="formula">${escaped(block.text)}</p>`
  if (block.kind === 'list') {
    return `<ul>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`
  }
  const { caption, columns, rows } = block
  const classOf = (index: number) => (columns[index]?.numeric ? ' class="num"' : '')
  const head = columns.map(
    ({ label }, index) => `<th scope="col"${classOf(index)}>${escaped(label)}</th>`,
  )
  const body = rows.map((row) => {
    const cells = row.map((cell, index) =>
      index === 0
        ? `<th scope="row">${escaped(cell)}</th>`
        : `<td${classOf(index)}>${escaped(cell)}</td>`,
    )
    return `<tr>${cells.join('')}</tr>`
  })
  return `<div class="frame" role="region" aria-label="${escaped(caption)}" tabindex="0"><table><caption>${escaped(caption)}</caption><thead><tr>${head.join('')}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table></div>`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
}

const STYLE = `
:root{color-scheme:light dark;--ink:#0f172a;--paper:#fff;--muted:#475569;--line:#cbd5e1}
@media (prefers-color-scheme:dark){:root{--ink:#e8edf5;--paper:#0b1220;--muted:#a5b3c8;--line:#3b4b68}}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.5 "Source Sans 3",system-ui,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
main{max-width:44rem;margin:0 auto;padding:2rem 1rem 4rem}
h1{font-size:2rem;line-height:1.15;margin:0}
h2{font-size:1.35rem;line-height:1.25;margin:2.25rem 0 .5rem;border-top:2px solid var(--ink);padding-top:.75rem;break-after:avoid}
p,ul{margin:.75rem 0}
.stamp,caption{color:var(--muted)}
.formula{margin-left:1rem;padding-left:1rem;border-left:3px solid var(--line)}
.frame{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
caption{text-align:left;padding:.5rem 0}
th,td{text-align:left;vertical-align:baseline;padding:.3rem .75rem .3rem 0;border-top:1px solid var(--line)}
thead th{color:var(--muted);border-top:0}
.num{text-align:right;white-space:nowrap}
tr,.formula{break-inside:avoid}
@page{margin:18mm 16mm}
@media print{:root{color-scheme:light;--ink:#000;--paper:#fff;--muted:#333;--line:#999}main{max-width:none;padding:0}body{font-size:10.5pt}.frame{overflow:visible}}
`
