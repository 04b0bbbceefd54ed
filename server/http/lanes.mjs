import { bodyLengthOf, holdsRaterSession, holdsSession, isRead, pathOf } from './request.mjs'

/**
 * How many reads of each kind are computed at once, how many while the brakes are on, how many wait
 * for their turn, and how long. Few at once take nothing away: one process has one thread. What is
 * sent (answers, codes, forms) never waits, nor does the question whether the server lives.
 * Anybody can make up a cookie and come by another lane, so each of them brakes.
 */
const LANES = {
  people: { atOnce: 8, braked: 2, waiting: 400, patience: 10_000 },
  newcomers: { atOnce: 3, braked: 1, waiting: 200, patience: 10_000 },
  members: { atOnce: 6, braked: 1, waiting: 200, patience: 10_000 },
  readers: { atOnce: 3, braked: 1, waiting: 200, patience: 3_000 },
}

/** Milliseconds by which the thread may be late before the brakes are on. */
const LATE = 100

const LONGEST_REST = 250

/** Milliseconds for which what was sent keeps the brakes on, however long its answer takes. */
const SENDING = 5_000

const always =
  /^\/(healthz|readyz|metrics|api\/(healthz|readyz|metrics|internal)|_next\/static)(\/|$)/
const raters = /^\/r(\/|$)/
const newcomers = /^\/(r|sign-in|sign-out|invitations|api\/sign-in|api\/auth)(\/|$)/
const personal = /^\/(o|operator|welcome|mailbox|demo|api\/(trpc|demo))(\/|$)/

/** Which lane a request comes by; nothing for what never waits. */
export function laneOf(request) {
  const path = pathOf(request)
  if (!isRead(request) || always.test(path)) return undefined
  if (raters.test(path) && holdsRaterSession(request)) return 'people'
  if (newcomers.test(path)) return 'newcomers'
  return personal.test(path) && holdsSession(request) ? 'members' : 'readers'
}

/**
 * Sends each read to its lane; `enter` resolves with how to leave, or with a refusal. While something
 * is being sent, reads come one at a time and then rest as long as that took: a Send has many short
 * turns on the one thread, and each would wait behind theirs.
 */
export function openLanes({ sizes = LANES, lag = watchLag(), longest = SENDING } = {}) {
  let sending = 0
  const brakes = {
    on: () => sending > 0 || lag() > LATE,
    rest: (took) => (sending > 0 ? Math.min(took, LONGEST_REST) : 0),
  }
  const lanes = Object.fromEntries(
    Object.entries(sizes).map(([kind, size]) => [kind, openLane(size, brakes)]),
  )

  /** Counts what is sent once it is here: a body that is announced and never comes slows nobody. */
  function send(request, response) {
    const here = () => {
      sending += 1
      const timer = setTimeout(over, longest)
      response.once('close', over)
      function over() {
        clearTimeout(timer)
        response.off('close', over)
        sending -= 1
        for (const lane of Object.values(lanes)) lane.admit()
      }
    }
    if (bodyLengthOf(request) === 0 || request.complete) here()
    else {
      request.once('end', here)
      response.once('close', () => request.off('end', here))
    }
    return { leave() {} }
  }

  return {
    async enter(request, response) {
      if (!isRead(request)) return send(request, response)
      const lane = lanes[laneOf(request)]
      if (!lane) return { leave() {} }
      const leave = await lane.enter(response)
      return leave ? { leave } : { refusal: BUSY }
    },
  }
}

const BUSY = {
  status: 503,
  says: 'busy',
  headers: { 'Retry-After': '5' },
}

/** Milliseconds after which a place is free again, whatever its holder waits for. */
const HOLD = 10_000

/** A door with so many places and a line before it. */
function openLane({ atOnce, braked, waiting, patience }, brakes) {
  const line = new Set()
  let taken = 0
  const room = () => (brakes.on() ? braked : atOnce)

  function admit() {
    for (const next of line) {
      if (taken >= room()) return
      line.delete(next)
      next(take())
    }
  }

  function take() {
    taken += 1
    const since = performance.now()
    const timer = setTimeout(leave, HOLD)
    timer.unref()
    let left = false
    function leave() {
      if (left) return
      left = true
      clearTimeout(timer)
      const pause = brakes.rest(performance.now() - since)
      if (pause > 0) setTimeout(free, pause)
      else free()
    }
    return leave
  }

  function free() {
    taken -= 1
    admit()
  }

  /** Resolves with `leave` when it is this one's turn, with nothing when the line is too long or too slow. */
  function enter(response) {
    if (line.size === 0 && taken < room()) return Promise.resolve(leaveAtEnd(response, take()))
    if (line.size >= waiting) return Promise.resolve(undefined)
    return new Promise((resolve) => {
      const settle = (leave) => {
        line.delete(settle)
        clearTimeout(timer)
        response.off('close', settle)
        resolve(typeof leave === 'function' ? leaveAtEnd(response, leave) : undefined)
      }
      const timer = setTimeout(settle, patience)
      response.once('close', settle)
      line.add(settle)
    })
  }

  return { enter, admit }
}

function leaveAtEnd(response, leave) {
  response.once('close', leave)
  return leave
}

const EVERY = 50

/** How late the thread came lately, in milliseconds. */
function watchLag() {
  let late = 0
  let due = performance.now() + EVERY
  setInterval(() => {
    const now = performance.now()
    late = Math.max(late / 2, now - due)
    due = now + EVERY
  }, EVERY).unref()
  return () => late
}
