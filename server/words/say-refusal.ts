import type { RefusalKey, RefusalValues } from '@/server/domain/errors'
import { speak } from './speak'

/** The sentence of a refusal: the one place where it is made. */
export function sayRefusal({ key, values }: { key: RefusalKey; values?: RefusalValues }): string {
  return speak('refusals')(key, values)
}
