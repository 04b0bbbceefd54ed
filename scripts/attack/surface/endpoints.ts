import { readdirSync } from 'node:fs'
import { register } from 'node:module'
import { NextRequest } from 'next/server'
import { workbookType } from '@/server/formats/workbook-export'
import { appRouter } from '@/server/routers/index'
import { fromRoot } from '../../setup/paths.mjs'
import { workbookCells } from './workbook-cells'

/**
 * What came back, to the byte, and of a workbook to the cell; left out are ids of requests, which are drawn anew each
 * time, and what goes by the clock: what is late (scrape.ts holds it to one moment), and the day a workbook was made.
 */
export type Reply = { status: number; headers: string; body: string }

/** An address that answers to GET, as its folder names it. */
export type Endpoint = {
  pattern: string
  expression: RegExp
  params: string[]
  handler: (...given: unknown[]) => unknown
}

const APP = 'http://localhost:3000'

/** Handlers that answer inside the framework only, and why they need no attack. */
const FOREIGN: Record<string, string> = {
  '.well-known/security.txt/route.ts': 'a setting; reads no data',
  'api/auth/[...nextauth]/route.ts': 'closed without a provider',
  'api/metrics/route.ts': 'counts these requests too; scrape.ts attacks it on its own',
  '(public)/method/technical-note/route.ts': 'words and constants; reads no data',
}

/** Every handler of the application that answers to GET; a new one is found by being there. */
export async function getEndpoints(): Promise<Endpoint[]> {
  // Modules for the server alone refuse to load elsewhere; here they are on a server.
  register(
    `data:text/javascript,${encodeURIComponent(
      `export const resolve = (name, context, next) => name === 'server-only'
         ? { url: 'data:text/javascript,', shortCircuit: true } : next(name, context)`,
    )}`,
  )
  const files = readdirSync(fromRoot('app'), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /(?:^|\/)route\.tsx?$/.test(name) || isMetadata(name))
    .filter((name) => FOREIGN[name] === undefined)
    .sort()
  const endpoints: Endpoint[] = []
  for (const file of files) {
    const module: unknown = await import(fromRoot('app', file))
    const handler = read(module, isMetadata(file) ? 'default' : 'GET')
    if (typeof handler === 'function') {
      endpoints.push({
        ...addressOf(file),
        handler: (...given) => Reflect.apply(handler, null, given),
      })
    }
  }
  return endpoints
}

/** Every procedure that reads, with the names of what may be asked of it. */
export function queries(): { path: string; fields: string[]; filter: string[] }[] {
  return Object.entries(appRouter._def.procedures).flatMap(([path, procedure]) => {
    const definition: unknown = Reflect.get(procedure, '_def')
    if (read(definition, 'type') !== 'query') return []
    const inputs: unknown = read(definition, 'inputs')
    const shapes = Array.isArray(inputs) ? inputs.map((input) => read(input, 'shape')) : []
    const filters = shapes.map((shape) => read(read(shape, 'filter'), 'shape'))
    return [{ path, fields: shapes.flatMap(keys), filter: filters.flatMap(keys) }]
  })
}

/** Asks as a browser would, with a session or without. */
export async function ask(
  endpoints: readonly Endpoint[],
  path: string,
  session: string | null,
): Promise<Reply> {
  const request = new NextRequest(`${APP}${path}`, {
    headers: session ? { cookie: `plumbline.session=${session}` } : {},
  })
  const { pathname } = request.nextUrl
  for (const { expression, params, handler } of endpoints) {
    const found = expression.exec(pathname)
    if (!found) continue
    const values = params.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? '')])
    try {
      return await replyOf(
        await handler(request, { params: Promise.resolve(Object.fromEntries(values)) }),
      )
    } catch (error) {
      return refusalOf(error)
    }
  }
  throw new Error(`Nothing answers at ${path}.`)
}

async function replyOf(answer: unknown): Promise<Reply> {
  const response = answer instanceof Response ? answer : Response.json(answer)
  const isWorkbook = response.headers.get('content-type') === workbookType
  const body = isWorkbook
    ? await workbookCells(await response.arrayBuffer())
    : await readable(await response.text())
  const headers = [...response.headers]
    .filter(([name]) => !(isWorkbook && name === 'etag'))
    .map((pair) => pair.join(': '))
    .sort()
  return { status: response.status, headers: headers.join('\n'), body }
}

async function readable(text: string): Promise<string> {
  const plain = text
    .replace(/"requestId":"[^"]*"/g, '"requestId":""')
    .replace(/"late":\[[^\]]*\]/, '"late":[]')
  const packed = /"bytes":\[([\d,]+)\]/.exec(plain)
  if (!packed) return plain
  const cells = await workbookCells(Uint8Array.from((packed[1] ?? '').split(','), Number).buffer)
  return plain.replace(packed[0], () => `"cells":${JSON.stringify(cells)}`)
}

/** How the framework is told that there is no such page, or where to go instead. */
function refusalOf(error: unknown): Reply {
  const digest = String(read(error, 'digest') ?? '')
  if (digest.startsWith('NEXT_HTTP_ERROR_FALLBACK;')) {
    return { status: Number(digest.split(';')[1]), headers: '', body: '' }
  }
  if (digest.startsWith('NEXT_REDIRECT;')) return { status: 307, headers: '', body: digest }
  return { status: 500, headers: '', body: error instanceof Error ? error.message : String(error) }
}

const isMetadata = (file: string) => /(?:^|\/)(?:robots|sitemap|manifest)\.tsx?$/.test(file)

function addressOf(file: string): Omit<Endpoint, 'handler'> {
  const parts = file.split('/').filter((part) => !/^\(.*\)$/.test(part))
  const last = parts.pop() ?? ''
  if (isMetadata(file)) parts.push(last)
  return {
    pattern: `/${parts.join('/')}`,
    params: parts.flatMap((part) => /^\[(.+)\]$/.exec(part)?.[1] ?? []),
    expression: new RegExp(
      `^/${parts.map((part) => (part.startsWith('[') ? '([^/]+)' : part.replaceAll('.', '\\.'))).join('/')}$`,
    ),
  }
}

function read(from: unknown, name: string): unknown {
  return typeof from === 'object' && from !== null ? Reflect.get(from, name) : undefined
}

const keys = (shape: unknown) => (shape instanceof Object ? Object.keys(shape) : [])
