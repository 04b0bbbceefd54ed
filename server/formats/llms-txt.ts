/** Says a message of `llms`. */
type Say = (key: string, values?: Record<string, string>) => string

const pages = [
  ['credentials', '/credentials'],
  ['frameworks', '/frameworks'],
  ['summaries', '/summaries/all/all'],
  ['method', '/method'],
  ['privacy', '/privacy'],
  ['addresses', '/sitemap.xml'],
] as const

/** Addresses with a name in braces are patterns: the sitemap lists what can stand there. */
const data = [
  ['map', '/maps/{credential}/{occupation}/{region}/{sector}/map.csv'],
  ['mapJson', '/maps/{credential}/{occupation}/{region}/{sector}/map.json'],
  ['credential', '/api/v1/credentials/{credential}'],
  ['framework', '/api/v1/frameworks/{framework}'],
  ['competency', '/api/v1/competencies/{id}'],
  ['constants', '/method/constants.json'],
  ['note', '/method/technical-note'],
] as const

/**
 * What a site holds and how to read it, for language models and the programs around them: a heading, a summary as a
 * quotation, notes, and lists of links, as llmstxt.org lays it out (Markdown).
 * @param site its address without a trailing slash, and the file names of its dictionaries
 * @returns text that ends with a line feed; it holds no figure
 */
export function llmsTxt(
  site: { appUrl: string; dictionaries: readonly string[] },
  say: Say,
): string {
  const link = (key: string, path: string) =>
    `- [${say(`${key}.name`)}](${site.appUrl}${path}): ${say(`${key}.about`)}`
  return [
    `# ${say('title')}`,
    `> ${say('summary')}`,
    (['groups', 'ranges', 'never'] as const).map((key) => `- ${say(`notes.${key}`)}`).join('\n'),
    `## ${say('pages.title')}`,
    pages.map(([key, path]) => link(`pages.${key}`, path)).join('\n'),
    `## ${say('data.title')}`,
    [
      ...data.map(([key, path]) => link(`data.${key}`, path)),
      ...site.dictionaries.map(
        (file) =>
          `- [${file}](${site.appUrl}/dictionaries/${file}): ${say('data.dictionary.about')}`,
      ),
    ].join('\n'),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n')
}
