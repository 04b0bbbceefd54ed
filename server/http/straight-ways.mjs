import { bodyLengthOf } from './request.mjs'

/** What raters send again and again: an address in its one plain form, and a body that may be read before it is judged. */
const address = /^\/r\/([\w-]{1,64})\/(tap|send)$/
const LONGEST = 64_000

// Each bundle of the framework has this file for itself, and the door stands outside all of them.
const shared = Symbol.for('plumbline.straight-ways')
globalThis[shared] ??= new Map()
const ways = globalThis[shared]

/** From now on the door brings what is posted to a link's address of this name straight here. */
export function openStraightWay(name, answer) {
  ways.set(name, answer)
}

/** What answers a request without the framework's router; nothing for all that is not quite as our pages send it. */
export function straightWay(request) {
  if (request.method !== 'POST' || !(bodyLengthOf(request) <= LONGEST)) return undefined
  const [, code, name] = address.exec(request.url) ?? []
  const answer = ways.get(name)
  return answer && ((request, response) => answer(request, response, { code }))
}
