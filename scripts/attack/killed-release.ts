import pg from 'pg'
import { closeDatabase } from '@/server/db/client'
import { systemContext } from '@/server/services/context'
import { runRelease } from '@/server/services/releases/run-release'

/**
 * One release of the database the environment names, as of a moment, in a process that kills itself at its n-th
 * statement: before it is sent, or right after. Started by the interruption attack, which looks at what is left.
 */
const [moment = '', statement = '', when = ''] = process.argv.slice(2)

const send = pg.Client.prototype.query
let seen = 0
pg.Client.prototype.query = new Proxy(send, {
  apply(target, client, given) {
    seen += 1
    const here = seen === Number(statement)
    if (here && when === 'before') process.kill(process.pid, 'SIGKILL')
    const result: unknown = Reflect.apply(target, client, given)
    // The socket takes what was written at the end of this turn; the answer can only come after that.
    if (here) setImmediate(() => process.kill(process.pid, 'SIGKILL'))
    return result
  },
})

await runRelease(systemContext('command', 'attack', new Date(moment)), { trigger: 'command' })
await closeDatabase()
