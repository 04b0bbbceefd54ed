import { holdsSession, isRead, pathOf } from './request.mjs'

/**
 * How many reads of each kind are computed at once, how many wait for their turn, and how long.
 * Few at once take nothing away: one process has one thread. What is sent (answers, codes, forms)
 * never waits, nor does the question whether the server lives.
 */
const LANES = {
  people: { atOnce: 8, waiting: 400, patience: 10_000 },
  members: { atOnce: 6, waiting: 200, patience: 10_000 },
  readers: { atOnce: 3, waiting: 200, patience: 3_000 },
}

/** Milliseconds by which the thread may be late before readers come one at a time. */
const LATE = 100

const LONGEST_REST = 250

const always = /^\/(healthz|readyz|api\/(healthz|readyz|internal)|_next\/static)(\/|$)/
const people = /^\/(r|sign-in|sign-out|invitations|api\/sign-in|api\/auth)(\/|$)/
const personal = /^\/(o|operator|welcome|mailbox|demo|api\/(trpc|demo))(\/|$)/

/** Which lane a request comes by; nothing for what never waits. */
export function laneOf(request) {
  const path = pathOf(request)
  if (!isRead(request) || always.test(path)) return undefined
  if (people.test(path)) return 'people'
  return personal.test(path) && holdsSession(request) ? 'members' : 'readers'
}

/**
 * Sends each read to its lane; `enter` resolves with how to leave, or with a refusal. While something
 * is being sent, readers come one at a time and then rest as long as that took: a Send has many short
 * turns on the one thread, and each would wait behind theirs.
 */
export function openLanes({ sizes = LANES, lag = watchLag() } = {}) {
  let sending = 0
  const lanes = {
    people: openLane(sizes.people),
    members: openLane(sizes.members),
    readers: openLane({
      ...sizes.readers,
      room: () => (sending > 0 || lag() > LATE ? 1 : sizes.readers.atOnce),
      rest: (took) => (sending > 0 ? Math.min(took, LONGEST_REST) : 0),
    }),
  }

  function send(response) {
    sending += 1
    response.once('close', () => {
      sending -= 1
      lanes.readers.admit()
    })
    return { leave() {} }
  }

  return {
    async enter(request, response) {
      if (!isRead(request)) return send(response)
      const lane = lanes[laneOf(request)]
      if (!lane) return { leave() {} }
      const leave = await lane.enter(response)
      return leave ? { leave } : { refusal: BUSY }
    },
  }
}

const BUSY = {
  status: 503,
  message: 'Very many people are reading just now. Try again in a few seconds.',
  headers: { 'Retry-After': '5' },
}

/** Milliseconds after which a place is free again, whatever its holder waits for. */
const HOLD = 10_000

/** A door with so many places and a line before it. */
function openLane({ atOnce, waiting, patience, room = () => atOnce, rest = () => 0 }) {
  const line = new Set()
  let taken = 0

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
      const pause = rest(performance.now() - since)
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
