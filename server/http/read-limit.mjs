import { networkOf } from './network.mjs'
import { isRead, pathOf } from './request.mjs'

/**
 * Reads a minute from one network that nothing is kept of; a room full of people shares one, and
 * answers together. No cookie buys more: nothing here can tell whether it was made up.
 */
const TRIES = { computed: 600, personal: 1_200 }
const MINUTE = 60_000
const NETWORKS = 20_000

const computed =
  /^\/(search|api\/(v1|trpc)|(maps|summaries)\/filter|credentials\/(filter|find)|method\/technical-note)(\/|$)|\.(csv|json|jsonld|pdf|xlsx)$/

const personal = /^\/(r|sign-in|invitations)(\/|$)/

/** What kind of read this is, of those that are counted. */
function kindOf(request) {
  const path = pathOf(request)
  if (computed.test(path) || /ld\+json/.test(request.headers.accept ?? '')) return 'computed'
  return personal.test(path) ? 'personal' : undefined
}

/**
 * Counts reads that are computed for whoever asks (searches, downloads, the interfaces) and those of
 * pages that look up a link, by network, where a proxy we trust names it. In this process's memory:
 * a row for each read would cost more than most of them, and what several processes let through
 * together is still bounded.
 */
export function readLimit({ tries = TRIES, now = Date.now } = {}) {
  const networks = new Map()

  function spend(key, most) {
    const at = now()
    const found = networks.get(key)
    if (found && found.resets > at) {
      found.count += 1
      return found.count > most ? Math.ceil((found.resets - at) / 1000) : 0
    }
    networks.delete(key)
    networks.set(key, { count: 1, resets: at + MINUTE })
    // The oldest goes: its minute is the first to be over.
    if (networks.size > NETWORKS) networks.delete(networks.keys().next().value)
    return 0
  }

  return {
    refusalOf(request, trustedProxies) {
      const kind = isRead(request) ? kindOf(request) : undefined
      if (!kind) return undefined
      const network = networkOf(request.headers['x-forwarded-for'], trustedProxies)
      if (!network) return undefined
      const wait = spend(`${kind} ${network}`, tries[kind])
      if (wait === 0) return undefined
      return {
        status: 429,
        says: 'tooMuch',
        values: { seconds: wait },
        headers: { 'Retry-After': String(wait) },
      }
    },
  }
}
