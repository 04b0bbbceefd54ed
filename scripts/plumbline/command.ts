import { parseArgs } from 'node:util'
import type commands from '@/messages/en/commands.json'
import type { MessageKey } from '@/server/domain/message-key'
import { speak, type Values } from '@/server/words/speak'

type Words = typeof commands
type CommandWords = Exclude<keyof Words, 'help'>

/** What a person may type after the command's name. */
export type Input = { positionals: string[]; options: Record<string, string | boolean | undefined> }

export type Command = {
  /** Under which its summary, its usage and, line by line, what the usage names stand in commands.json. */
  words: CommandWords
  positionals: number
  options: Record<string, 'string' | 'boolean'>
  needsConfiguration: boolean
  /** Resolves to an exit code, or to nothing for 0. */
  run(input: Input): Promise<number | undefined>
}

/** The command was asked for wrongly; its usage is shown and the exit code is 2. */
export class UsageError extends Error {}

/** Says a message of messages/<language>/commands.json. */
export function say(key: MessageKey<Words>, values?: Values): string {
  return speak('commands')(key, values)
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

export function complain(text: string): void {
  process.stderr.write(`${text}\n`)
}

export function parse(command: Command, args: string[]): Input {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, type]) => [name, { type }]),
  )
  const read = tryParse(args, options)
  if (read.positionals.length !== command.positionals) {
    throw new UsageError(
      command.positionals === 0
        ? say('help.noWords')
        : say('help.words', { count: command.positionals }),
    )
  }
  return read
}

export function explain(name: string, { words }: Command): string {
  const usage = [name, wordsIfAny(`${words}.usage`)].filter(Boolean).join(' ')
  const details = wordsIfAny(`${words}.details`).replaceAll(/^(?=.)/gm, '  ')
  return [say(`${words}.summary`), say('help.usage', { usage }), details]
    .filter(Boolean)
    .join('\n\n')
}

function wordsIfAny(key: string): string {
  const speaking = speak('commands')
  return speaking.has(key) ? speaking(key) : ''
}

/** An option that must be there. */
export function required(input: Input, name: string): string {
  const value = input.options[name]
  if (typeof value === 'string' && value !== '') return value
  throw new UsageError(say('help.optionMissing', { name }))
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
