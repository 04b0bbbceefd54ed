import { fileURLToPath } from 'node:url'
import createNextIntlPlugin from 'next-intl/plugin'
import { twins } from './server/http/twins.mjs'

const withNextIntl = createNextIntlPlugin('./app/_i18n/request.ts')

/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.NEXT_DIST_DIR || '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  // A page nobody has asked for lately is made anew, not shown old (PAGE_SECONDS in server/domain/reading/hiding.ts).
  expireTime: 300,
  cacheHandler: fileURLToPath(new URL('server/http/page-cache.mjs', import.meta.url)),
  cacheMaxMemorySize: 0,
  // The server in front compresses answers and names them (server/http/compress-once.mjs).
  compress: false,
  generateEtags: false,
  images: { unoptimized: true },
  // What the development server writes of each request; in production it writes nothing.
  logging: { incomingRequests: { ignore: [/^\/r\//] } },
  serverExternalPackages: [
    '@electric-sql/pglite',
    '@opentelemetry/api',
    'nodemailer',
    'pg',
    'pino',
    'prom-client',
  ],
  typescript: { ignoreBuildErrors: false },
  // Filters are paths: an address with a question in it goes where the form sends it.
  redirects: async () =>
    ['q', 'kind', 'provider', 'page'].map((key) => ({
      source: '/credentials',
      has: [{ type: 'query', key }],
      destination: '/credentials/filter',
      permanent: false,
    })),
  rewrites: async () => [
    { source: '/healthz', destination: '/api/healthz' },
    { source: '/readyz', destination: '/api/readyz' },
    { source: '/metrics', destination: '/api/metrics' },
    ...Object.entries(twins).map(([source, destination]) => ({ source, destination })),
  ],
}

export default withNextIntl(config)
