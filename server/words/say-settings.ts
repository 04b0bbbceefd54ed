import type { SettingNote } from '@/server/env'
import { sayRefusal } from './say-refusal'

/** Why a process cannot start, a problem a line. */
export function sayWrongSettings(problems: SettingNote[]): string {
  return [{ key: 'settings.cannotStart' } as const, ...problems].map(sayRefusal).join('\n')
}

export function sayWarning(note: SettingNote): string {
  return sayRefusal({ key: 'settings.warning', values: { warning: sayRefusal(note) } })
}
