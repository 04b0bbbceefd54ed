import Link from 'next/link'
import { getFormatter, getLocale, getTranslations } from 'next-intl/server'
import type { MapLine } from '@/server/domain/reading/map-list'
import { providerWords } from '../credentials/provider-words'
import { occupationInSentence } from '../maps/map-words'
import { StateWord } from '../ui/state-word'
import { Table } from '../ui/table'

/** Competency maps as lines: credential, occupation, n, what stands out, release. */
export async function MapLines({
  lines,
  lead = 'credential',
  hrefOf = publicMap,
}: {
  lines: MapLine[]
  /** What a line is called: on a credential's own page the occupation, else the credential. */
  lead?: 'credential' | 'occupation'
  hrefOf?: (line: MapLine) => string
}) {
  const t = await getTranslations('catalogue.maps')
  const format = await getFormatter()
  const locale = await getLocale()
  const named = await providerWords()
  return (
    <Table
      stack
      caption={t('caption')}
      columns={[
        { label: t(lead) },
        { label: t('employers') },
        { label: t('reading') },
        { label: t('release') },
      ]}
    >
      {lines.map((line) => (
        <tr key={`${line.credential.slug} ${line.occupation.code}`}>
          <th scope="row">
            <Link href={hrefOf(line)} prefetch={false} className="quiet-link">
              {lead === 'credential' ? line.credential.name : line.occupation.title}
            </Link>
            <span className="sub">
              {lead === 'credential'
                ? `${t('for', { occupation: occupationInSentence(line.occupation.title, locale) })} · ${named(line.credential.provider)}`
                : line.occupation.code}
            </span>
          </th>
          <td data-label={line.employers > 0 ? t('employers') : undefined}>
            {line.employers > 0 ? (
              <b className="md:text-xl">{line.employers}</b>
            ) : (
              <span aria-hidden="true">{t('none')}</span>
            )}
          </td>
          <td>
            <Reading line={line} />
          </td>
          <td className="text-muted">
            {line.release
              ? t('releaseOf', {
                  no: line.release.no,
                  date: format.dateTime(line.release.at, { dateStyle: 'medium' }),
                })
              : null}
            {line.publicFrom ? (
              <span className="sub">
                {t('publicFrom', {
                  date: format.dateTime(line.publicFrom, { dateStyle: 'medium' }),
                })}
              </span>
            ) : null}
          </td>
        </tr>
      ))}
    </Table>
  )
}

/** The one thing a map says first. */
async function Reading({ line }: { line: MapLine }) {
  const t = await getTranslations('catalogue.maps')
  const { words } = line
  if (line.employers === 0) return <StateWord tone="none">{t('notYet')}</StateWord>
  if ((words.act ?? 0) > 0) {
    return <StateWord tone="act">{t('act', { count: words.act ?? 0 })}</StateWord>
  }
  if ((words.looks_short ?? 0) > 0) {
    return <StateWord tone="open">{t('looksShort', { count: words.looks_short ?? 0 })}</StateWord>
  }
  if ((words.keep ?? 0) > 0) {
    return <StateWord tone="good">{t('keep', { count: words.keep ?? 0 })}</StateWord>
  }
  if ((words.early ?? 0) > 0) {
    return <StateWord tone="open">{t('early', { count: words.early ?? 0 })}</StateWord>
  }
  return <StateWord tone="none">{t('other')}</StateWord>
}

function publicMap(line: MapLine): string {
  return `/maps/${line.credential.slug}/${line.occupation.code}/all/all`
}
