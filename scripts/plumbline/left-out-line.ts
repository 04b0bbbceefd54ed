import type { LeftOut } from '@/server/services/releases/list-left-out'
import { say } from './command'

/** One line on an item that releases leave out: which it is and what is wrong with what is stored of it. */
export function leftOutLine({
  scale,
  competency,
  credential,
  occupation,
  reason,
}: LeftOut): string {
  const item = [competency, credential, occupation].filter((name) => name !== null).join(', ')
  return say('help.leftOut', { scale, item, reason })
}
