import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { raterCaller } from '@/app/_trpc/rater-caller'
import { lastMinuteText } from '@/server/domain/asking/cycles'
import { orFirstPage } from '../_components/link-of-rater'
import { RatingForm } from '../_components/rating-form'

type Props = {
  params: Promise<{ code: string }>
  searchParams: Promise<{ packet?: string; missing?: string; changed?: string; saved?: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('ratings.intro')
  return { title: t('tab') }
}

/** The cards of one packet, as far as they have been answered. */
export default async function RatePage({ params, searchParams }: Props) {
  const { code } = await params
  const { packet: packetId, missing, changed } = await searchParams
  const caller = await raterCaller()
  const packet = await orFirstPage(
    code,
    caller.ratings.readPacket({ code, packetId: packetId ?? null }),
  )
  return (
    <RatingForm
      code={code}
      clientKey={crypto.randomUUID()}
      packet={packet}
      until={lastMinuteText(await getLocale(), packet.closesAt, packet.timeZone)}
      tried={missing !== undefined}
      changed={changed !== undefined}
    />
  )
}
