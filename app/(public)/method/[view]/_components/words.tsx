import { getTranslations } from 'next-intl/server'
import { Table } from '@/app/_components/ui/table'
import { COHORT_DEFAULTS } from '@/server/domain/method/cohort-state'
import { LEAN_BELOW_EMPLOYERS, QUADRANT_CUT } from '@/server/domain/method/quadrants'

/** The words a map says, and when. */
export async function Words() {
  const t = await getTranslations('method.s3')
  const words = await getTranslations('maps.word')
  const rows = [
    { word: words('act'), meaning: t('act', { several: LEAN_BELOW_EMPLOYERS }) },
    {
      word: words('looks_short'),
      meaning: t('looksShort', { several: LEAN_BELOW_EMPLOYERS }),
    },
    { word: words('keep'), meaning: t('keep') },
    { word: words('review'), meaning: t('review') },
    { word: words('low'), meaning: t('low') },
    { word: words('borderline'), meaning: t('borderline') },
    {
      word: words('early', { leans: '…' }),
      meaning: t('early', { several: LEAN_BELOW_EMPLOYERS }),
    },
    { word: words('none'), meaning: t('none', { k: COHORT_DEFAULTS.k }) },
  ]
  return (
    <>
      <p>{t('words', { cut: Math.round(100 * QUADRANT_CUT) })}</p>
      <Table caption={t('word')} columns={[{ label: t('word') }, { label: t('meaning') }]}>
        {rows.map((row) => (
          <tr key={row.word}>
            <th scope="row">{row.word}</th>
            <td>{row.meaning}</td>
          </tr>
        ))}
      </Table>
    </>
  )
}
