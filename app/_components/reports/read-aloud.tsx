import { useLocale, useTranslations } from 'next-intl'
import { Fragment } from 'react'
import { type Aloud, type AloudKey, readAloud } from '@/server/domain/reading/read-aloud'
import { aloudText, type Speaker, wordCount } from './aloud-words'

/** What stands out of the paragraph. */
const strong: readonly AloudKey[] = ['short', 'shortCount', 'noFit', 'none']

/** What a report says in one paragraph that can be read aloud. */
export function ReadAloud({ map }: { map: Aloud }) {
  const t = useTranslations('reports.aloud')
  const locale = useLocale()
  const names = new Intl.ListFormat(locale)
  const speaker: Speaker = { say: t, list: (of) => names.format(of), locale }
  const sentences = readAloud(map, (each) => wordCount(aloudText(speaker, each)))
  return sentences.map((sentence, at) => {
    const text = aloudText(speaker, sentence)
    return (
      <Fragment key={sentence.key}>
        {at > 0 ? ' ' : null}
        {strong.includes(sentence.key) ? <b>{text}</b> : text}
      </Fragment>
    )
  })
}
