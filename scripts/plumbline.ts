import { existsSync } from 'node:fs'
import { loadEnvFile } from 'node:process'
import { closeDatabase } from '@/server/db/client'
import { patiently } from '@/server/db/tenancy'
import { env } from '@/server/env'
import { sayFailure } from '@/server/words/say-failure'
import { backup } from './plumbline/backup'
import { checkConfig } from './plumbline/check-config'
import { type Command, complain, explain, parse, print, say, UsageError } from './plumbline/command'
import { createOwner } from './plumbline/create-owner'
import { printAccess } from './plumbline/describe-access'
import { exportFramework } from './plumbline/export'
import { importFramework } from './plumbline/import'
import { importEmployment } from './plumbline/import-employment'
import { invite } from './plumbline/invite'
import { migrateDatabase } from './plumbline/migrate'
import { recount } from './plumbline/recount'
import { release } from './plumbline/release'
import { restore } from './plumbline/restore'
import { restoreCheck } from './plumbline/restore-check'
import { seed } from './plumbline/seed'
import { work } from './plumbline/work'

const commands: Record<string, Command> = {
  'check-config': checkConfig,
  migrate: migrateDatabase,
  seed,
  'create-owner': createOwner,
  import: importFramework,
  'import employment': importEmployment,
  invite,
  export: exportFramework,
  release,
  recount,
  backup,
  restore,
  'restore-check': restoreCheck,
  'describe-access': printAccess,
  work,
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
    print(overview())
    return name ? 0 : 2
  }
  const command = commands[name]
  if (!command) {
    complain(`${say('help.unknown', { name })}\n\n${overview()}`)
    return 2
  }
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

function overview(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length))
  const lines = Object.entries(commands).map(
    ([name, { words }]) => `  ${name.padEnd(width)}  ${say(`${words}.summary`)}`,
  )
  return `${say('help.overview')}\n\n${lines.join('\n')}`
}
