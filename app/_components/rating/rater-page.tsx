import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Mark } from '@/app/_components/ui/mark'

type Props = { title: ReactNode; wide?: boolean; children: ReactNode }

/** The frame of every rater's page but the cards: the mark, a title, one column. */
export async function RaterPage({ title, wide = false, children }: Props) {
  const t = await getTranslations('site')
  return (
    <>
      <header className={wide ? 'rater-head rater-wide' : 'rater-head'}>
        <Mark className="h-6 w-3.5" />
        <span>{t('name')}</span>
      </header>
      <main id="main" className={wide ? 'rater-main rater-wide' : 'rater-main'}>
        <h1>{title}</h1>
        {children}
      </main>
    </>
  )
}

/**
 * The press on Start. The page offers its device a session that begins with the press, so that pressing twice in a
 * hurry does not shut anybody out.
 */
export function StartButton({
  code,
  label,
  look = '',
}: {
  code: string
  label: string
  look?: string
}) {
  return (
    <PostButton action={`/r/${code}/start`} label={label} look={look}>
      <input type="hidden" name="device" value={crypto.randomUUID().replaceAll('-', '')} />
    </PostButton>
  )
}

/** One button that posts; the only thing on a rater's page that changes anything. */
export function PostButton({
  action,
  label,
  look = 'btn-primary',
  children,
}: {
  action: string
  label: string
  look?: string
  children?: ReactNode
}) {
  return (
    <form method="post" action={action}>
      {children}
      <button type="submit" className={`btn ${look}`}>
        {label}
      </button>
    </form>
  )
}
