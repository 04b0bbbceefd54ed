import { compressOnce } from './compress-once.mjs'
import { standingHeaders } from './headers.mjs'
import { laneOf, openLanes } from './lanes.mjs'
import { largeBodies } from './large-bodies.mjs'
import { readLimit } from './read-limit.mjs'
import { refusalOf, withoutInnerHeaders } from './refuse.mjs'
import { counted } from './refused.mjs'
import { bodyLengthOf, isUpload, pathOf, searchOf } from './request.mjs'
import { sayNo } from './say-no.mjs'
import { straightWay } from './straight-ways.mjs'

/** Milliseconds in which a body must have arrived. */
const BODY = { usual: 20_000, upload: 120_000 }

/** For an answer that is no page: it may do nothing at all. */
const NO_PAGE =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** By which whoever writes an answer's head past everybody else still completes it (`server/away-status.ts`). */
const completeHeaders = Symbol.for('plumbline.complete-headers')

/**
 * The one door that every request passes before the application sees it. It keeps no secret and
 * knows no person: it refuses what no page of ours sends, holds what would take the whole process
 * to itself, and sees that each answer leaves with its headers. `handle` is the application.
 */
export function openDoor(
  handle,
  {
    https = false,
    trustedProxies = 0,
    bodyTimes = BODY,
    lanes = openLanes(),
    bodies = largeBodies(),
    reads = readLimit(),
    compress = compressOnce(),
    tell = tellFailure,
    say = sayAsTheSite,
  } = {},
) {
  return (request, response) =>
    pass(request, response).catch((error) => {
      tell(error)
      if (response.headersSent) response.destroy()
      else refuse(request, response, FAILED)
    })

  async function pass(request, response) {
    const standing = { ...standingHeaders(pathOf(request), searchOf(request)) }
    if (https) standing['Strict-Transport-Security'] = 'max-age=31536000'
    const complete = () => {
      for (const [name, value] of Object.entries({
        'Content-Security-Policy': NO_PAGE,
        ...standing,
      }))
        if (!response.hasHeader(name)) response.setHeader(name, value)
    }
    atHead(response, complete)
    response[completeHeaders] = complete
    const refusal =
      counted('form', refusalOf(request)) ??
      counted('network', reads.refusalOf(request, trustedProxies)) ??
      counted('bodies', bodies.refusalOf(request, response, trustedProxies))
    if (refusal) return refuse(request, response, refusal)
    withoutInnerHeaders(request)
    endLateBody(request, isUpload(request) ? bodyTimes.upload : bodyTimes.usual)
    const turn = await lanes.enter(request, response)
    if (turn.refusal) return refuse(request, response, counted(laneOf(request), turn.refusal))
    atHead(response, turn.leave)
    compress(request, response)
    await (straightWay(request) ?? handle)(request, response)
  }

  function refuse(request, response, { says, values, ...refusal }) {
    sayNo(request, response, { ...refusal, message: say(says, values) })
  }
}

const FAILED = { status: 500, says: 'failed' }

/** The application reads the words and lends them (`server/say-at-door.ts`): this server stands outside its bundles. */
const spoken = Symbol.for('plumbline.say-at-door')
const sayAsTheSite = (says, values) => globalThis[spoken]?.(says, values) ?? says

/** Where in the code it failed, and no more: what the error says may hold what somebody sent. */
function tellFailure(error) {
  const frames = String(error?.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
  const line = { level: 50, time: Date.now(), msg: 'door.failed', name: error?.name, frames }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}

/** Does something before the head of an answer is written, whoever writes it. */
function atHead(response, act) {
  const { writeHead } = response
  response.writeHead = function (...given) {
    act()
    return writeHead.apply(this, given)
  }
}

function endLateBody(request, milliseconds) {
  if (bodyLengthOf(request) === 0) return
  const timer = setTimeout(() => request.complete || request.socket.destroy(), milliseconds)
  request.once('close', () => clearTimeout(timer))
}
