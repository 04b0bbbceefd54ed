import { z } from 'zod'
import { defaultLanguage } from '@/server/domain/default-language'
import { logged, type RefusalKey, type RefusalValues } from '@/server/domain/errors'
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

/** What is to be said about the settings; `sayRefusal` has the sentences. */
export type SettingNote = { key: RefusalKey; values?: RefusalValues }

export type EnvResult =
  /** `unsettled` keeps no process from starting, but is no setting to run a site with. */
  | { ok: true; env: Env; warnings: SettingNote[]; unsettled: SettingNote[] }
  | { ok: false; problems: SettingNote[] }

/** The process cannot run with its settings. */
export class WrongSettings extends Error {
  readonly problems: SettingNote[]

  constructor(problems: SettingNote[]) {
    super(problems.map(logged).join('; '))
    this.name = 'WrongSettings'
    this.problems = problems
  }
}

const developmentSecret = 'a-secret-for-development-that-signs-nothing-of-value'

/** Checks a set of variables and tells what is missing; nothing is opened or written. */
export function readEnv(source: Record<string, string | undefined>): EnvResult {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = EnvSchema.safeParse(filled)
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.map(unusable) }
  const values = parsed.data
  const production = values.NODE_ENV === 'production' && !values.PLUMBLINE_DEMO
  const problems = [
    ...problemsAnywhere(values),
    ...(production ? [...problemsOfSecrets(values), ...problemsOfAddresses(values)] : []),
  ]
  if (problems.length > 0) return { ok: false, problems }
  return {
    ok: true,
    warnings: production ? warningsOf(values) : [],
    unsettled:
      production && filled.TRUSTED_PROXIES === undefined ? [{ key: 'settings.proxiesUnsaid' }] : [],
    env: {
      ...values,
      appUrl: (values.APP_URL ?? `http://127.0.0.1:${values.PORT}`).replace(/\/+$/, ''),
      authSecret: values.AUTH_SECRET ?? developmentSecret,
      publicDelayDays: values.PLUMBLINE_DEMO ? 0 : values.PUBLIC_DELAY_DAYS,
      mailbox: !production && !values.SMTP_URL,
    },
  }
}

type Values = z.infer<typeof EnvSchema>

function unusable(issue: z.core.$ZodIssue): SettingNote {
  const choices = issue.code === 'invalid_value' ? issue.values.join(', ') : ''
  const values = { name: issue.path.join('.'), why: issue.code, choices }
  return { key: 'settings.unusable', values }
}

function problemsAnywhere(values: Values): SettingNote[] {
  return notesOf([
    [values.PLUMBLINE_DEMO && values.DATABASE_URL !== undefined, 'settings.demoOnDatabase'],
    [values.JOBS === 'off' && !values.DATABASE_URL, 'settings.jobsNowhere'],
    [values.METRICS_PORT !== undefined && !values.METRICS_TOKEN, 'settings.portWithoutToken'],
  ])
}

function problemsOfSecrets({ AUTH_SECRET, METRICS_TOKEN }: Values): SettingNote[] {
  if (!AUTH_SECRET) return [{ key: 'settings.noSecret' }, ...guessable({ METRICS_TOKEN })]
  const shared = METRICS_TOKEN === AUTH_SECRET && weaknessOf(AUTH_SECRET) === null
  return [
    ...guessable({ AUTH_SECRET, METRICS_TOKEN }),
    ...notesOf([[shared, 'settings.sharedSecret']]),
  ]
}

function guessable(secrets: Record<string, string | undefined>): SettingNote[] {
  return Object.entries(secrets).flatMap(([name, secret]) => {
    const why = secret === developmentSecret ? 'known' : secret && weaknessOf(secret)
    return why ? [{ key: 'settings.weakSecret' as const, values: { name, why } }] : []
  })
}

function problemsOfAddresses({ DATABASE_URL, APP_URL }: Values): SettingNote[] {
  return notesOf([
    [!DATABASE_URL, 'settings.noDatabase'],
    [!APP_URL, 'settings.noAddress'],
    [APP_URL !== undefined && !isPrivate(new URL(APP_URL)), 'settings.openAddress'],
  ])
}

function warningsOf({ DATABASE_URL, DATABASE_OWNER_URL, SMTP_URL }: Values): SettingNote[] {
  const owner = DATABASE_OWNER_URL && loginOf(DATABASE_OWNER_URL)
  return notesOf([
    [!owner, 'settings.noOwnerLogin'],
    [owner && DATABASE_URL ? owner === loginOf(DATABASE_URL) : false, 'settings.oneLogin'],
    [!SMTP_URL, 'settings.noMail'],
  ])
}

function notesOf(found: [boolean, RefusalKey][]): SettingNote[] {
  return found.flatMap(([is, key]) => (is ? [{ key }] : []))
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
  if (!result.ok) throw new WrongSettings(result.problems)
  current = result.env
  return current
}
