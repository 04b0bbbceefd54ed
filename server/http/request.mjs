/** The path of a request, as it was sent. */
export const pathOf = ({ url = '/' }) => url.split('?', 1)[0]

/** What follows the path, with its question mark; nothing when there is none. */
export const searchOf = ({ url = '/' }) => url.slice(pathOf({ url }).length)

/** How long the body says it is: 0 without one, not a number when it does not say. */
export function bodyLengthOf({ headers }) {
  if (headers['transfer-encoding'] !== undefined) return Number.NaN
  return Number(headers['content-length'] ?? 0)
}

export const isRead = ({ method }) => method === 'GET' || method === 'HEAD'

/** Whether a session's cookie came along; whether it is one is for the application to say. */
export const holdsSession = ({ headers }) => /plumbline\.session=/.test(headers.cookie ?? '')

/** Whether a rater's cookie came along; browsers send it to raters' pages alone. */
export const holdsRaterSession = ({ headers }) => /plumbline\.rater\./.test(headers.cookie ?? '')

/** The addresses that take files: they alone take a large body. */
const uploads =
  /^\/(o\/[^/]+\/(frameworks\/imports|region\/employment|cycles|claims|employers\/lists)|operator\/(employment|employers))\/upload\/?$/

export const isUpload = (request) => uploads.test(pathOf(request))
