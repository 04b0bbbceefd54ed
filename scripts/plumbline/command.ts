import { parseArgs } from 'node:util'

/** What a person may type after the command's name. */
export type Input = { positionals: string[]; options: Record<string, string | boolean | undefined> }

export type Command = {
  summary: string
  usage: string
  /** One line each for what the usage names. */
  details: string[]
  positionals: number
  options: Record<string, 'string' | 'boolean'>
  needsConfiguration: boolean
  /** Resolves to an exit code, or to nothing for 0. */
  run(input: Input): Promise<number | undefined>
}

/** The command was asked for wrongly; its usage is shown and the exit code is 2. */
export class UsageError extends Error {}

export function parse(command: Command, args: string[]): Input {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, type]) => [name, { type }]),
  )
  const read = tryParse(args, options)
  if (read.positionals.length !== command.positionals) {
    throw new UsageError(
      command.positionals === 0
        ? 'This command takes no further words.'
        : `This command takes ${command.positionals} word after its name.`,
    )
  }
  return read
}

export function explain(name: string, command: Command): string {
  const details = command.details.map((line) => `  ${line}`).join('\n')
  return `${command.summary}\n\nUsage: npm run plumbline -- ${name}${command.usage ? ` ${command.usage}` : ''}${details ? `\n\n${details}` : ''}`
}

/** An option that must be there. */
export function required(input: Input, name: string): string {
  const value = input.options[name]
  if (typeof value === 'string' && value !== '') return value
  throw new UsageError(`The option --${name} is missing.`)
}

export function optional(input: Input, name: string): string | undefined {
  const value = input.options[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

function tryParse(args: string[], options: Record<string, { type: 'string' | 'boolean' }>): Input {
  try {
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true })
    return { positionals, options: { ...values } }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
