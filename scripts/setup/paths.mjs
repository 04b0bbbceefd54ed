import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

export const fromRoot = (...parts) => join(ROOT, ...parts)

export const bin = {
  biome: fromRoot('node_modules/@biomejs/biome/bin/biome'),
  knip: fromRoot('node_modules/knip/bin/knip.js'),
  next: fromRoot('node_modules/next/dist/bin/next'),
  playwright: fromRoot('node_modules/@playwright/test/cli.js'),
  tsc: fromRoot('node_modules/typescript/bin/tsc'),
  vitest: fromRoot('node_modules/vitest/vitest.mjs'),
}
