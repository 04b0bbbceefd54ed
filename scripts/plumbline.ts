import { existsSync } from 'node:fs'
import { loadEnvFile } from 'node:process'
import { closeDatabase } from '@/server/db/client'
import { patiently } from '@/server/db/tenancy'
import { env } from '@/server/env'
import { sayFailure } from '@/server/words/say-failure'
import { type Command, complain, explain, parse, print, say, UsageError } from './plumbline/command'

/** Only what is asked for is loaded: all of them together are much of the memory a large import may take. */
const commands: Record<string, () => Promise<Command>> = {
  'check-config': async () => (await import('./plumbline/check-config')).checkConfig,
  migrate: async () => (await import('./plumbline/migrate')).migrateDatabase,
  seed: async () => (await import('./plumbline/seed')).seed,
  'create-owner': async () => (await import('./plumbline/create-owner')).createOwner,
  import: async () => (await import('./plumbline/import')).importFramework,
  'import employment': async () => (await import('./plumbline/import-employment')).importEmployment,
  'import titles': async () => (await import('./plumbline/import-titles')).importTitles,
  invite: async () => (await import('./plumbline/invite')).invite,
  export: async () => (await import('./plumbline/export')).exportFramework,
  release: async () => (await import('./plumbline/release')).release,
  recount: async () => (await import('./plumbline/recount')).recount,
  backup: async () => (await import('./plumbline/backup')).backup,
  restore: async () => (await import('./plumbline/restore')).restore,
  'restore-check': async () => (await import('./plumbline/restore-check')).restoreCheck,
  'describe-access': async () => (await import('./plumbline/describe-access')).printAccess,
  work: async () => (await import('./plumbline/work')).work,
}

// The server reads `.env` by itself; variables that are set already win here as there.
if (existsSync('.env')) loadEnvFile('.env')

process.exitCode = await main(process.argv.slice(2))

/** 0 done, 1 failed, 2 asked wrongly. */
async function main(args: string[]): Promise<number> {
  const words = commands[args.slice(0, 2).join(' ')] ? 2 : 1
  const name = args.slice(0, words).join(' ')
  const rest = args.slice(words)
  if (!name || name === '--help' || name === 'help') {
    print(await overview())
    return name ? 0 : 2
  }
  const load = commands[name]
  if (!load) {
    complain(`${say('help.unknown', { name })}\n\n${await overview()}`)
    return 2
  }
  const command = await load()
  if (rest.includes('--help')) {
    print(explain(name, command))
    return 0
  }
  try {
    const input = parse(command, rest)
    if (command.needsConfiguration) env()
    return (await patiently(() => command.run(input))) ?? 0
  } catch (error) {
    if (error instanceof UsageError) {
      complain(`${error.message}\n\n${explain(name, command)}`)
      return 2
    }
    complain(sayFailure(error))
    return 1
  } finally {
    await closeDatabase().catch(() => undefined)
  }
}

async function overview(): Promise<string> {
  const width = Math.max(...Object.keys(commands).map((name) => name.length))
  const lines: string[] = []
  for (const [name, load] of Object.entries(commands)) {
    const { words } = await load()
    lines.push(`  ${name.padEnd(width)}  ${say(`${words}.summary`)}`)
  }
  return `${say('help.overview')}\n\n${lines.join('\n')}`
}
