import { getTranslations } from 'next-intl/server'
import { providerWords } from '@/app/_components/credentials/provider-words'
import { PublicDecision } from '@/app/_components/decisions/public-decision'
import { PublicReply } from '@/app/_components/replies/public-reply'
import type { AnsweredMap } from '@/server/domain/reading/provider-says'

/** What the provider says beside the whole map. */
export async function MapSays({ map }: { map: AnsweredMap }) {
  const { reply } = map.says
  if (!reply) return null
  return (
    <section aria-labelledby="says-title" className="map-says measure mt-4">
      <h2 id="says-title" className="text-base">
        <SpeakerOf map={map} />
      </h2>
      <PublicReply reply={reply} />
    </section>
  )
}

/** What it says of one line, and what it decided. */
export async function LineSays({ map, line }: { map: AnsweredMap; line: string }) {
  const said = map.says.lines.find(({ competencyId }) => competencyId === line)
  if (!said) return null
  return (
    <div className="map-says">
      <p className="font-semibold">
        <SpeakerOf map={map} />
      </p>
      {said.decision ? <PublicDecision decision={said.decision} /> : null}
      {said.reply ? <PublicReply reply={said.reply} /> : null}
    </div>
  )
}

async function SpeakerOf({ map }: { map: AnsweredMap }) {
  const t = await getTranslations('replies.public')
  const named = await providerWords()
  return t('title', { provider: named(map.credential.provider) })
}
