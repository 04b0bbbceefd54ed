import { getFormatter, getTranslations } from 'next-intl/server'
import { addCounts } from '@/server/domain/method/counts'
import type { WorkedGroup } from '@/server/domain/reading/worked-example'
import { Table } from '../../ui/table'

type Props = { title: string; groups: WorkedGroup[]; levels: string[] }

const LISTED = 30

/** The published groups behind a figure, each with its release, its age and its answers. */
export async function WorkedGroups({ title, groups, levels }: Props) {
  const t = await getTranslations('worked-example.groups')
  const sectors = await getTranslations('sectors')
  const format = await getFormatter()
  const newest = [...groups].sort((a, b) => b.release - a.release)
  const listed = newest.slice(0, LISTED)
  const further = newest.slice(LISTED)
  const sum = addCounts(
    further.map((group) => group.counts),
    levels.length,
  )
  const placeOf = (group: WorkedGroup) =>
    t('place', {
      region: group.region?.name ?? t('everywhere'),
      sector: group.sector ? sectors(group.sector) : t('allSectors'),
    })
  return (
    <Table
      caption={t('caption', { scale: title })}
      className="wrap-heads text-sm"
      columns={[
        { label: t('group') },
        { label: t('release'), numeric: true },
        { label: t('age'), numeric: true },
        { label: t('weight'), numeric: true },
        ...levels.map((label) => ({ label, numeric: true })),
      ]}
    >
      {listed.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups have no name and are never reordered.
        <tr key={index}>
          <th scope="row" className="min-w-40">
            {placeOf(group)}
          </th>
          <td className="num">{group.release}</td>
          <td className="num">{group.ageQuarters}</td>
          <td className="num">{format.number(group.weight, { maximumFractionDigits: 3 })}</td>
          {levels.map((label, level) => (
            <td key={label} className="num">
              {group.counts[level] ?? 0}
            </td>
          ))}
        </tr>
      ))}
      {further.length > 0 ? (
        <tr>
          <th scope="row">{t('further', { count: further.length })}</th>
          <td />
          <td />
          <td />
          {levels.map((label, level) => (
            <td key={label} className="num">
              {sum[level]}
            </td>
          ))}
        </tr>
      ) : null}
    </Table>
  )
}
