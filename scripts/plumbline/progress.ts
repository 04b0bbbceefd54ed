import { say } from './command'

/** Runs work and says on standard error that it goes on, once it has taken more than a second. */
export async function withProgress<T>(
  label: string,
  work: (tell: (detail: string) => void) => Promise<T>,
): Promise<T> {
  const began = Date.now()
  let detail = ''
  let said = false
  const timer = setInterval(() => {
    said = true
    const seconds = Math.round((Date.now() - began) / 1000)
    const line = say(detail ? 'help.progressDetail' : 'help.progress', { label, detail, seconds })
    process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}` : `${line}\n`)
  }, 1_000)
  try {
    return await work((next) => {
      detail = next
    })
  } finally {
    clearInterval(timer)
    if (said && process.stderr.isTTY) process.stderr.write('\r\u001b[K')
  }
}
