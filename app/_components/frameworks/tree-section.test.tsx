import { createTranslator } from 'next-intl'
import { renderToReadableStream } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import type { CompetencySummary, FrameworkView } from '@/server/domain/catalogue/framework-view'
import catalogue from '../../../messages/en/catalogue.json'
import frameworks from '../../../messages/en/frameworks.json'
import { type AskedPart, firstPart, partOfView } from './part-of-view'
import { publicLinks } from './public-links'
import { TreeSection } from './tree-section'
import { workspaceLinks } from './workspace-links'

vi.mock('next-intl/server', () => ({
  getTranslations: async (namespace: 'frameworks' | 'frameworks.tree' | 'catalogue.pages') =>
    createTranslator({ locale: 'en', messages: { catalogue, frameworks }, namespace }),
}))

const id = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`

function competency(at: number): CompetencySummary {
  return {
    id: id(at),
    label: `Measures part ${at} with a caliper`,
    statement:
      `<p>Measures part <em>${at}</em> of a <b>machine</b> with a caliper, reads the drawing, ` +
      'compares the two and writes down by how much they differ before the part goes on.</p>',
    code: `M.${at}`,
    listEnumeration: null,
    type: 'skill',
    axis: null,
    levels: [],
    notes: '',
    isGroup: false,
  }
}

/** Groups of so many, or none where `each` is 0: all of them then stand side by side. */
function framework(count: number, each: number): FrameworkView {
  const isGroup = (at: number) => each > 0 && at % each === 0
  return {
    ...{ id: id(0), slug: 'machining', name: 'Machining', description: '', publisher: '' },
    ...{ state: 'published', sample: false, competencies: count, updatedAt: new Date(0) },
    ...{
      owner: { slug: 'o', name: 'O', confirmed: true },
      version: 1,
      languages: ['en'],
      licence: null,
    },
    ...{ sourceUrl: null, sourceFormat: 'csv' },
    tree: Array.from({ length: count }, (_, at) => competency(at)),
    links: Array.from({ length: count }, (_, at) => at)
      .filter((at) => each > 0 && !isGroup(at))
      .map((at) => ({
        childId: id(at),
        parentId: id(at - (at % each)),
        sequence: null,
        position: at,
      })),
  }
}

type Ways = Pick<Parameters<typeof TreeSection>[0], 'links' | 'partHref' | 'wordsHref'>

async function markup(
  view: FrameworkView,
  asked: AskedPart,
  there: Ways = publicLinks(view.slug),
  shownIn: 'public' | 'workspace' = 'public',
): Promise<string | null> {
  const part = partOfView(view, asked, shownIn)
  if (!part) return null
  const stream = await renderToReadableStream(
    <TreeSection part={part} total={view.competencies} {...there} />,
  )
  await stream.allReady
  return new Response(stream).text()
}

/** What the markup was made of comes with it and weighs 1.7 times as much, measured; so does the frame. */
const weight = (html: string) => 2.7 * Buffer.byteLength(html) + 30_000

/** What leaves a page for another of the same tree. */
function ways(html: string): AskedPart[] {
  return [...html.matchAll(/href="\/frameworks\/machining\/part\/([^/"]+)\/(\d+)"/g)].map(
    ([, under = '', page]) => ({ under: under === 'all' ? null : under, page: Number(page) }),
  )
}

it.each([
  ['in groups', 50, [{ under: id(1950), page: 1 }]],
  [
    'in two groups',
    1000,
    [
      { under: id(1000), page: 1 },
      { under: id(1000), page: 2 },
    ],
  ],
  ['side by side', 0, [{ under: null, page: 2 }]],
])('a page of 2,000 competencies %s is small, and leads on', async (_, each, further) => {
  const view = framework(2000, each)
  const first = (await markup(view, firstPart)) ?? ''
  expect(ways(first)).toContainEqual(further[0])
  for (const asked of [firstPart, ...further]) {
    const html = (await markup(view, asked)) ?? ''
    expect(html).toContain('with a caliper, reads the drawing')
    expect(weight(html)).toBeLessThan(300_000)
  }
})

it('a page of the workspace with two ways from each row is small too', async () => {
  const view = framework(2000, 0)
  const { own: _, ...there } = workspaceLinks(view, { org: 'o', mayEdit: true })
  const html = (await markup(view, firstPart, there, 'workspace')) ?? ''
  expect(html).toContain('Add under it')
  expect(weight(html)).toBeLessThan(300_000)
})

it('shows a small framework whole, with nothing to unfold elsewhere', async () => {
  const html = (await markup(framework(100, 10), firstPart)) ?? ''
  expect([ways(html), html.match(/<details/g)?.length]).toEqual([[], 10])
  expect(html).toContain('Measures part <em>1</em>')
})
