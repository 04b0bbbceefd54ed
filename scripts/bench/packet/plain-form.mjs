// The plainest form that keeps what it is sent: a page, and one row inserted a post. What a rater's page is held against.
import { createServer } from 'node:http'
import pg from 'pg'

const [url, port] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: url, max: 10 })
await pool.query(
  'CREATE TABLE IF NOT EXISTS plain_answer (id uuid PRIMARY KEY, at timestamptz DEFAULT now(), body jsonb)',
)
const page = `<!doctype html><title>Form</title><form method="post">${Array.from(
  { length: 27 },
  (_, at) => `<label>Question ${at}<input name="q${at}"></label>`,
).join('')}<button>Send</button></form>`

createServer(async (request, response) => {
  if (request.method === 'GET') {
    response.setHeader('content-type', 'text/html')
    response.end(page)
    return
  }
  let text = ''
  for await (const part of request) text += part
  await pool.query('INSERT INTO plain_answer (id, body) VALUES ($1, $2)', [
    crypto.randomUUID(),
    JSON.stringify(Object.fromEntries(new URLSearchParams(text))),
  ])
  response.writeHead(303, { location: '/thanks' })
  response.end()
}).listen(Number(port), '127.0.0.1', () => process.stdout.write('ready\n'))
