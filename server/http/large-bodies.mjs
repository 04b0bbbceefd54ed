import { bodyLengthOf } from './request.mjs'

const SMALL = 64 * 1024
const TOGETHER = 48 * 1024 * 1024

/**
 * Bodies under way may promise so many bytes together; small ones, such as a rater's answers, are
 * always taken. Whoever sends slowly holds no more than that.
 */
export function largeBodies({ small = SMALL, together = TOGETHER } = {}) {
  let promised = 0
  return {
    refusalOf(request, response) {
      const length = bodyLengthOf(request)
      if (length <= small) return undefined
      if (promised + length > together) {
        return {
          status: 503,
          message: 'Several files are being sent just now. Try again in a moment.',
          headers: { 'Retry-After': '10' },
        }
      }
      promised += length
      response.once('close', () => {
        promised -= length
      })
      return undefined
    },
  }
}
