import { useFormatter, useTranslations } from 'next-intl'

export type ReadByProps = {
  /** Whether the public reads what is decided at all: of a confirmed provider's published credential. */
  public: boolean
  /** The day from which what was released is public; null once it has come. */
  publicFrom: Date | null
}

/** Where a decision will be read, and from when. */
export function ReadBy({ public: read, publicFrom }: ReadByProps) {
  const t = useTranslations('decisions.readBy')
  const format = useFormatter()
  const words = !read
    ? t('workspace')
    : publicFrom
      ? t('later', { date: format.dateTime(publicFrom, { dateStyle: 'long' }) })
      : t('soon')
  return <p className="measure text-sm text-muted">{words}</p>
}
