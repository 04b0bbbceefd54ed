import { getTranslations } from 'next-intl/server'
import { StateWord } from '@/app/_components/ui/state-word'
import type { CycleState } from '@/server/domain/asking/cycles'

const tones = { draft: 'none', open: 'open', closed: 'good', cancelled: 'bad' } as const

export async function CycleStateWord({ state }: { state: CycleState }) {
  const t = await getTranslations('cycles.state')
  return <StateWord tone={tones[state]}>{t(state)}</StateWord>
}
