import { z } from 'zod'
import { defaultLanguage } from '@/server/domain/default-language'
import { weaknessOf } from '@/server/domain/secrets'

const flag = z
  .enum(['0', '1', 'true', 'false'])
  .transform((value) => value === '1' || value === 'true')

const optionalUrl = (protocols: RegExp) => z.url({ protocol: protocols }).optional()

/** Every variable the project reads; `.env.example` is held against these names by a test. */
export const EnvSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  DATABASE_URL: optionalUrl(/^postgres(ql)?$/),
  DATABASE_OWNER_URL: optionalUrl(/^postgres(ql)?$/),
  DATABASE_READER_URL: optionalUrl(/^postgres(ql)?$/),
  AUTH_SECRET: z.string().min(32).optional(),
  APP_URL: optionalUrl(/^https?$/),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  PLUMBLINE_DEMO: flag.default(false),
  PLUMBLINE_DATA: z.string().min(1).default('.plumbline/data'),
  SMTP_URL: optionalUrl(/^smtps?$/),
  MAIL_FROM: z.string().min(3).default('Plumbline <plumbline@localhost>'),
  OPERATOR_NAME: z.string().min(1).default('the operator of this site'),
  SECURITY_CONTACT: optionalUrl(/^(mailto|https|tel)$/),
  METRICS_TOKEN: z.string().min(32).optional(),
  METRICS_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  LOCALE: z.string().min(2).default(defaultLanguage),
  MESSAGES_FOLDER: z.string().min(1).default('messages'),
  PUBLIC_DELAY_DAYS: z.coerce.number().int().min(0).max(365).default(30),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  JOBS: z.enum(['on', 'off']).default('on'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
})

export type Env = z.infer<typeof EnvSchema> & {
  /** The one address of the site, without a trailing slash. */
  appUrl: string
  authSecret: string
  /** Days between a release and its public pages. */
  publicDelayDays: number
  /** Mail can be read at /mailbox: demo and development only, and never with a mail server. */
  mailbox: boolean
}

export type EnvResult =
  /** `unsettled` keeps no process from starting, but is no setting to run a site with. */
  | { ok: true; env: Env; warnings: string[]; unsettled: string[] }
  | { ok: false; problems: string[] }

const developmentSecret = 'a-secret-for-development-that-signs-nothing-of-value'

/** Checks a set of variables and says in words what is missing; nothing is opened or written. */
export function readEnv(source: Record<string, string | undefined>): EnvResult {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = EnvSchema.safeParse(filled)
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    }
  }
  const values = parsed.data
  const production = values.NODE_ENV === 'production' && !values.PLUMBLINE_DEMO
  const problems: string[] = []
  const warnings: string[] = []
  const unsettled: string[] = []
  if (values.PLUMBLINE_DEMO && values.DATABASE_URL) {
    problems.push(
      'PLUMBLINE_DEMO shows everyone the sample data and must not run on your database: unset PLUMBLINE_DEMO or DATABASE_URL.',
    )
  }
  if (values.JOBS === 'off' && !values.DATABASE_URL) {
    problems.push(
      'JOBS=off leaves mail and releases to `npm run plumbline -- work`, which needs PostgreSQL: set DATABASE_URL, or unset JOBS.',
    )
  }
  if (values.METRICS_PORT && !values.METRICS_TOKEN) {
    problems.push('METRICS_PORT needs METRICS_TOKEN: without it nobody could read what is there.')
  }
  if (production) {
    if (!values.DATABASE_URL) {
      problems.push(
        'DATABASE_URL is missing: production keeps answers in PostgreSQL 15 or newer, such as postgres://plumbline:…@db/plumbline.',
      )
    }
    if (!values.AUTH_SECRET) {
      problems.push(
        'AUTH_SECRET is missing: set 32 or more random characters, for example from `openssl rand -base64 32`.',
      )
    } else {
      const weakness =
        values.AUTH_SECRET === developmentSecret
          ? 'everybody knows it'
          : weaknessOf(values.AUTH_SECRET)
      if (weakness) {
        problems.push(
          `AUTH_SECRET can be guessed (${weakness}): set 32 or more random characters, for example from \`openssl rand -base64 32\`.`,
        )
      }
    }
    const metricsWeakness = values.METRICS_TOKEN && weaknessOf(values.METRICS_TOKEN)
    if (metricsWeakness) {
      problems.push(
        `METRICS_TOKEN can be guessed (${metricsWeakness}): set 32 or more random characters, for example from \`openssl rand -base64 32\`.`,
      )
    } else if (values.METRICS_TOKEN && values.METRICS_TOKEN === values.AUTH_SECRET) {
      problems.push(
        'METRICS_TOKEN is the same as AUTH_SECRET, which nobody else may know: draw another one.',
      )
    }
    if (!values.APP_URL) {
      problems.push(
        'APP_URL is missing: the address people open, such as https://plumbline.example.org.',
      )
    } else if (!isPrivate(new URL(values.APP_URL))) {
      problems.push(
        'APP_URL begins with http://: sign-in links and answers would cross the network for anybody to read. Use https://; http:// is for this machine alone.',
      )
    }
    if (!values.DATABASE_OWNER_URL) {
      warnings.push(
        'DATABASE_OWNER_URL is not set, so migrations run with the application login. Give migrations a login of their own.',
      )
    } else if (
      values.DATABASE_URL &&
      loginOf(values.DATABASE_OWNER_URL) === loginOf(values.DATABASE_URL)
    ) {
      warnings.push(
        'DATABASE_URL and DATABASE_OWNER_URL name the same login, so the application may change the tables. Give migrations a login of their own.',
      )
    }
    if (filled.TRUSTED_PROXIES === undefined) {
      unsettled.push(
        'TRUSTED_PROXIES is not set: no limit by network address applies. Set how many proxies of yours stand in front and name the visitor’s address, such as 1; or 0 if there is none.',
      )
    }
    if (!values.SMTP_URL) {
      warnings.push('SMTP_URL is not set, so no mail leaves: it is kept in the data folder.')
    }
  }
  if (problems.length > 0) return { ok: false, problems }
  return {
    ok: true,
    warnings,
    unsettled,
    env: {
      ...values,
      appUrl: (values.APP_URL ?? `http://127.0.0.1:${values.PORT}`).replace(/\/+$/, ''),
      authSecret: values.AUTH_SECRET ?? developmentSecret,
      publicDelayDays: values.PLUMBLINE_DEMO ? 0 : values.PUBLIC_DELAY_DAYS,
      mailbox: !production && !values.SMTP_URL,
    },
  }
}

/** Whether what is sent to this address can be read by its two ends alone. */
function isPrivate({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}

function loginOf(url: string): string {
  return decodeURIComponent(new URL(url).username)
}

// A build belongs to no site: it loads every module, and none may ask it for a site's settings.
export const atBuild = process.env.NEXT_PHASE === 'phase-production-build'

/** Of the process itself, before its settings are known to be right. */
export const inProduction = process.env.NODE_ENV === 'production'

let current: Env | undefined

/** What a process writes to its log; one whose settings are wrong has to be able to say so. */
export function logLevel(): string {
  if (process.env.NODE_ENV === 'test') return 'silent'
  const level = EnvSchema.shape.LOG_LEVEL.safeParse(process.env.LOG_LEVEL || undefined)
  return level.success ? level.data : 'info'
}

/** What the site speaks. */
export function siteLanguage(): string {
  return evenIfWrong('LOCALE', defaultLanguage)
}

/** Where the folders of its languages are. */
export function languagesFolder(): string {
  return evenIfWrong('MESSAGES_FOLDER', 'messages')
}

/** A setting of a process that may have others wrong, and has to be able to say so. */
function evenIfWrong(name: 'LOCALE' | 'MESSAGES_FOLDER', otherwise: string): string {
  if (current) return current[name]
  const set = EnvSchema.shape[name].safeParse(process.env[name] || undefined)
  return set.success ? set.data : otherwise
}

/** The process's configuration; throws one readable error when it cannot run. */
export function env(): Env {
  if (current) return current
  const result = readEnv(atBuild ? { ...process.env, NODE_ENV: 'development' } : process.env)
  if (!result.ok) throw new Error(`Plumbline cannot start.\n${result.problems.join('\n')}`)
  current = result.env
  return current
}
