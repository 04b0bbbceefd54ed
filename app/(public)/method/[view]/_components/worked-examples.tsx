import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { occupationInSentence } from '@/app/_components/maps/map-words'
import { publicCaller } from '@/app/_trpc/public-caller'

/** Rows of published maps, each worked through with its own numbers; nothing while none is published. */
export async function WorkedExamples() {
  const t = await getTranslations('method.s4')
  const locale = await getLocale()
  const examples = await publicCaller().maps.workedExamples()
  if (examples.length === 0) return null
  return (
    <>
      <p>{t('own')}</p>
      <ul>
        {examples.map(({ credential, occupation, competency }) => (
          <li key={`${credential.slug} ${occupation.code} ${competency.id}`}>
            <Link
              href={`/maps/${credential.slug}/${occupation.code}/all/all/${competency.id}`}
              prefetch={false}
            >
              {t('ownRow', {
                competency: competency.label,
                credential: credential.name,
                occupation: occupationInSentence(occupation.title, locale),
              })}
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
