import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    include: ['{app,server,scripts}/**/*.test.{ts,tsx,mts}'],
    exclude: ['**/node_modules/**', '**/.next*/**'],
    env: { PLUMBLINE_DATA: join(tmpdir(), `plumbline-test-${process.pid}`, 'data') },
    globalSetup: ['server/testing/prepared-databases.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
})
