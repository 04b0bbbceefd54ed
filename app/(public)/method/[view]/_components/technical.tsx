import { getFormatter, getTranslations } from 'next-intl/server'
import { GOLD_RESULTS } from '@/server/domain/method/gold-results'
import { METHOD_CHANGES } from '@/server/domain/method/method-changes'
import { checkedFigures } from '../../technical-note/checked-figures'

/** How the program was checked, what changed and when, and the technical note to take away. */
export async function Technical() {
  const t = await getTranslations('method.s12')
  const changes = await getTranslations('method.changes')
  const format = await getFormatter()
  const date = (day: string) => format.dateTime(new Date(day), { dateStyle: 'long' })
  return (
    <>
      <h3>{t('checked')}</h3>
      <p>
        {t('checkedText', {
          ...checkedFigures(GOLD_RESULTS),
          version: GOLD_RESULTS.method,
          date: date(GOLD_RESULTS.checkedOn),
        })}
      </p>
      <h3>{t('note')}</h3>
      <p>
        {t.rich('noteText', {
          note: (chunks) => <a href="/method/technical-note">{chunks}</a>,
          json: (chunks) => <a href="/method/constants.json">{chunks}</a>,
        })}
      </p>
      <h3>{t('changes')}</h3>
      <ul>
        {METHOD_CHANGES.map(({ version, date: day, key }) => (
          <li key={version}>
            <b>{t('change', { version, date: date(day) })}</b> {changes(key)}
          </li>
        ))}
      </ul>
    </>
  )
}
