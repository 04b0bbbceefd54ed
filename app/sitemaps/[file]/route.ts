import { publicCaller } from '@/app/_trpc/public-caller'
import { orEmpty } from '@/app/(public)/_read/or-empty'
import { AddressFile } from '@/server/domain/reading/site-addresses'
import { env } from '@/server/env'

export const revalidate = 300
export const generateStaticParams = () => []

/** Every public page that has something to say, in files that an index names; `/sitemap.xml` is the index. */
export function GET(_request: Request, { params }: { params: Promise<{ file: string }> }) {
  return orEmpty(async () => {
    const { file } = await params
    if (file === 'index.xml') return xml('sitemapindex', 'sitemap', await files())
    if (file === 'pages.xml') return xml('urlset', 'url', await pages())
    const [, kind, no = ''] = /^([a-z]+)-([1-9]\d{0,4})\.xml$/.exec(file) ?? []
    const asked = AddressFile.safeParse({ kind, file: Number(no) })
    if (!asked.success) return new Response(null, { status: 404 })
    return xml('urlset', 'url', await publicCaller().maps.addresses(asked.data))
  })
}

async function files(): Promise<string[]> {
  const counts = await publicCaller().maps.addressFiles()
  const numbered = counts.flatMap(({ kind, files: of }) =>
    Array.from({ length: of }, (_, index) => `/sitemaps/${kind}-${index + 1}.xml`),
  )
  return ['/sitemaps/pages.xml', ...numbered]
}

async function pages(): Promise<string[]> {
  const { regions, sectors } = await publicCaller().summaries.scopes()
  return [
    ...['/', '/credentials', '/frameworks', '/method', '/privacy', '/summaries/all/all'],
    ...regions.map(({ slug }) => `/summaries/${slug}/all`),
    ...sectors.map((sector) => `/summaries/all/${sector}`),
  ]
}

/** Slugs and codes hold nothing that XML would read otherwise. */
function xml(root: string, each: string, paths: readonly string[]): Response {
  const lines = paths.map((path) => `<${each}><loc>${env().appUrl}${path}</loc></${each}>`)
  const body = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`,
    ...lines,
    `</${root}>`,
  ].join('\n')
  return new Response(body, { headers: { 'Content-Type': 'application/xml' } })
}
