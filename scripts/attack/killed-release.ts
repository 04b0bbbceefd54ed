import pg from 'pg'
import { closeDatabase, database } from '@/server/db/client'
import { systemContext } from '@/server/services/context'
import { runRelease } from '@/server/services/releases/run-release'
import { listenTo } from './surface/statements'

/**
 * One release of the database the environment names, as of a moment, in a process that kills itself at its n-th
 * statement: before it is sent, or right after; one that lives to its end says how many it sent. Started by the interruption attack, which looks at what is left.
 */
const [moment = '', statement = '', when = ''] = process.argv.slice(2)

let seen = 0
const before = (number: number) => {
  seen = number
  if (number === Number(statement) && when === 'before') process.kill(process.pid, 'SIGKILL')
}
/** Statements are sent together: when one is on its way or answered, later ones may have been sent. */
const after = (number: number) => {
  if (number === Number(statement) && when === 'after') process.kill(process.pid, 'SIGKILL')
}

const db = await database()
if (db.engine === 'embedded') listenTo(db, { before, after })
else {
  pg.Client.prototype.query = new Proxy(pg.Client.prototype.query, {
    apply(target, client, given) {
      const number = seen + 1
      before(number)
      const result: unknown = Reflect.apply(target, client, given)
      // The socket takes what was written at the end of this turn; the answer can only come after that.
      setImmediate(() => after(number))
      return result
    },
  })
}
await runRelease(systemContext('command', 'attack', new Date(moment)), { trigger: 'command' })
await closeDatabase()
process.stdout.write(String(seen))
