/** What of an error may be written down: no parameter of a statement, no address, no token. */
export type ErrorReport = { name: string; message: string; code?: string; stack?: string }

/**
 * Describes an error for a log or the operator's page. A failed statement keeps its parameters in
 * its message, and those may be answers, addresses or hashes of links; the database's own message
 * may quote them again. So of a failed statement only its text and the database's code remain.
 */
export function reportError(error: unknown): ErrorReport {
  if (!(error instanceof Error)) return { name: 'Unknown', message: 'not an error object' }
  const code = codeOf(error) ?? codeOf(error.cause)
  const message = 'params' in error ? withoutParameters(error.message) : error.message
  const stack = framesOf(error)
  return {
    name: error.name,
    message: withoutSecrets(message),
    ...(code ? { code } : {}),
    ...(stack ? { stack } : {}),
  }
}

function withoutParameters(message: string): string {
  const end = message.indexOf('\nparams:')
  return end < 0 ? 'Failed query' : message.slice(0, end)
}

/**
 * A text without what follows `/r/` in an address: a rater's link is as good as a key, and one that was copied short by
 * a letter nearly is.
 */
export function withoutLinks(text: string): string {
  return text.replace(/(\/r\/|%2Fr%2F)[^/?#&\s"'\\]+/gi, '$1…')
}

/** Addresses, links, and runs of characters long enough to be a link's secret or its hash. */
function withoutSecrets(text: string): string {
  return withoutLinks(text)
    .replace(/\S+@\S+/g, '…')
    .replace(/[A-Za-z0-9_-]{32,}/g, '…')
}

/** The frames alone: the first lines of a stack repeat the message. */
function framesOf(error: Error): string | undefined {
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  return frames && frames.length > 0 ? frames.slice(0, 12).join('\n') : undefined
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
