import { getTranslations } from 'next-intl/server'

/** The way out for whoever was asked by mistake: a colleague answers instead. */
export async function PassOnLink({ code }: { code: string }) {
  const t = await getTranslations('ratings.passing')
  return (
    <p className="pass-on">
      <a className="link" href={`/r/${code}/pass-on`}>
        {t('link')}
      </a>
    </p>
  )
}
