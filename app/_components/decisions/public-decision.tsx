import { Said } from '@/app/_components/ui/said'
import type { PublicDecision as Decision } from '@/server/domain/reading/provider-says'
import { decisionWords } from './decision-words'

/** What a provider decided about a line, as everybody reads it. */
export async function PublicDecision({ decision }: { decision: Decision }) {
  const words = await decisionWords()
  return (
    <p>
      <b>{words.sentence(decision)}</b> <Said>{decision.reason}</Said>
      <span className="map-sub">{words.facts(decision).join(' · ')}</span>
    </p>
  )
}
