import { networkOf } from './network.mjs'
import { bodyLengthOf, holdsRaterSession, holdsSession } from './request.mjs'

const MIB = 2 ** 20
const LIMITS = { small: 64 * 1024, known: 48 * MIB, strangers: 12 * MIB, network: 24 * MIB }

/**
 * Bodies under way may promise so many bytes together; small ones, such as a rater's answers, are
 * always taken. Whoever sends slowly holds no more than that: strangers nothing of what is there for
 * those with a session, and one network, which may have made its cookies up, not all of it.
 */
export function largeBodies(limits = LIMITS) {
  const promised = new Map()
  const promise = (to, length) => {
    const sum = (promised.get(to) ?? 0) + length
    if (sum > 0) promised.set(to, sum)
    else promised.delete(to)
  }
  return {
    refusalOf(request, response, trustedProxies) {
      const length = bodyLengthOf(request)
      if (length <= limits.small) return undefined
      const kind = holdsSession(request) || holdsRaterSession(request) ? 'known' : 'strangers'
      const network = networkOf(request.headers['x-forwarded-for'], trustedProxies)
      const shares = [[kind, limits[kind]], ...(network ? [[network, limits.network]] : [])]
      if (shares.some(([to, most]) => (promised.get(to) ?? 0) + length > most)) return FULL
      for (const [to] of shares) promise(to, length)
      response.once('close', () => {
        for (const [to] of shares) promise(to, -length)
      })
      return undefined
    },
  }
}

const FULL = {
  status: 503,
  says: 'full',
  headers: { 'Retry-After': '10' },
}
