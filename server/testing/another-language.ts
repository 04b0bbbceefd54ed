import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { env } from '@/server/env'

/** Until the test ends the site speaks a language whose folder has these files, and stands in the folder that is told. */
export function speakAnother(language: string, files: Record<string, object>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'plumbline-words-'))
  const folder = path.join(root, 'messages', language)
  mkdirSync(folder, { recursive: true })
  symlinkSync(path.resolve('messages/en'), path.join(root, 'messages/en'))
  for (const [name, words] of Object.entries(files)) {
    writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(words))
  }
  const before = env().LOCALE
  const cwd = vi.spyOn(process, 'cwd').mockReturnValue(root)
  Object.assign(env(), { LOCALE: language })
  onTestFinished(() => {
    cwd.mockRestore()
    Object.assign(env(), { LOCALE: before })
  })
  return root
}
