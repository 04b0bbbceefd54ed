import { speak } from '@/server/words/speak'

const spoken = Symbol.for('plumbline.say-at-door')

/** Lends its words to the server in front, which stands outside the framework's bundles (`server/http/door.mjs`). */
export function sayAtDoor(): void {
  Reflect.set(globalThis, spoken, speak('door'))
}
