import { getTranslations } from 'next-intl/server'
import { Table } from '@/app/_components/ui/table'
import {
  FIT_LEVELS,
  FIT_SHORTFALL,
  IMPORTANCE_LEVELS,
  IMPORTANCE_SCORE,
} from '@/server/domain/scales'

/** The two questions and their levels, word for word, with what each level counts as. */
export async function Scales() {
  const t = await getTranslations('method.s1')
  const scales = await getTranslations('scales')
  return (
    <>
      <h3>{t('importance')}</h3>
      <p>{t('importanceAsk')}</p>
      <Table
        caption={t('importance')}
        columns={[{ label: t('level') }, { label: t('score'), numeric: true }]}
      >
        {[...IMPORTANCE_LEVELS].reverse().map((level) => (
          <tr key={level}>
            <th scope="row">{scales(`importance.full.${level}`)}</th>
            <td className="num">{asFraction(IMPORTANCE_SCORE[level - 1])}</td>
          </tr>
        ))}
      </Table>
      <h3>{t('fit')}</h3>
      <p>{t('fitAsk')}</p>
      <Table
        caption={t('fit')}
        columns={[{ label: t('level') }, { label: t('shortfall'), numeric: true }]}
      >
        {[...FIT_LEVELS].reverse().map((level) => (
          <tr key={level}>
            <th scope="row">
              {scales(`fit.levels.${level}.label`)}
              <span className="sub">{scales(`fit.levels.${level}.help`)}</span>
            </th>
            <td className="num">{asFraction(FIT_SHORTFALL[level])}</td>
          </tr>
        ))}
      </Table>
    </>
  )
}

/** Scores are thirds. */
function asFraction(score: number | undefined): string {
  const thirds = Math.round(3 * (score ?? 0))
  return thirds === 0 ? '0' : thirds === 3 ? '1' : `${thirds}/3`
}
