import { getTranslations } from 'next-intl/server'
import type { ProviderView } from '@/server/domain/catalogue/credential-view'
import { speak } from '@/server/words/speak'
import { bold } from '../ui/bold'
import { Notice } from '../ui/notice'

type Provider = Pick<ProviderView, 'name' | 'confirmed'>

/** A provider in a line: one that nobody here has confirmed is never named without saying so. */
export async function providerWords(): Promise<(provider: Provider) => string> {
  const t = await getTranslations('catalogue.provider')
  return ({ name, confirmed }) => (confirmed ? name : t('unconfirmed', { provider: name }))
}

/** Says on a page of its own words that nobody has confirmed who published it; nothing where somebody has. */
export async function UnconfirmedNotice({ provider }: { provider: Provider }) {
  const t = await getTranslations('catalogue.provider')
  if (provider.confirmed) return null
  return (
    <div className="my-4 max-w-[40rem]">
      <Notice kind="warn">
        <p>{t.rich('notice', { ...bold, provider: provider.name })}</p>
      </Notice>
    </div>
  )
}

/** The same without markup, for files and for readers of data. */
export function unconfirmedSentence({ name }: Provider): string {
  return speak('catalogue')('provider.sentence', { provider: name })
}
