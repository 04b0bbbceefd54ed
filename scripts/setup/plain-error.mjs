/** A failure that is told to a person as one line, without a stack. */
export class PlainError extends Error {}

/** Runs a command's main function and turns its failures into one line and exit code 1. */
export async function runCommand(main) {
  try {
    await main()
  } catch (error) {
    if (!(error instanceof PlainError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

export function say(line = '') {
  process.stdout.write(`${line}\n`)
}
