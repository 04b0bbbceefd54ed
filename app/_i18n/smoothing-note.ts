import { speak } from '@/server/words/speak'

/** The sentence that stands with every answer split, for files: they are made outside a page. */
export function smoothingNote(): string {
  return speak('maps')('moved')
}
