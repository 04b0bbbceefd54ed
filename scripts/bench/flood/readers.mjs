// Reads addresses as fast as so many readers can, until it is told to stop; then says what came back.
import { Agent, get } from 'node:http'

const [origin, readers, ...addresses] = process.argv.slice(2)
const agent = new Agent({ keepAlive: true, maxSockets: Number(readers) })
const statuses = {}
let asked = 0
let stopped = false

process.once('SIGTERM', () => {
  stopped = true
  process.stdout.write(JSON.stringify(statuses), () => process.exit(0))
})
for (let reader = 0; reader < Number(readers); reader += 1) void read()

async function read() {
  while (!stopped) {
    asked += 1
    const path = addresses[asked % addresses.length].replaceAll('*', asked.toString(36))
    const status = await ask(path)
    statuses[status] = (statuses[status] ?? 0) + 1
    // A reader who is told to come again does so, a hundred times sooner than asked.
    if (status !== 200) await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function ask(path) {
  return new Promise((resolve) => {
    get(`${origin}${path}`, { agent }, (response) => {
      response.resume()
      response.once('close', () => resolve(response.statusCode))
    }).once('error', (error) => resolve(error.code ?? 'error'))
  })
}
