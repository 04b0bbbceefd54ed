import type { Blank } from './fill'

/**
 * The messages that are finished in the browser, each with the names that stay open. They hold no plural and no
 * choice: a translator would have to go to the browser for those.
 */
export const blanks = {
  'claims.boxes.unsaved': ['count'],
  'cycles.addresses.counted': ['addresses', 'employers', 'problems'],
  'cycles.addresses.duplicate': ['firstLine'],
  'cycles.rows.countySeveral': ['states'],
  'cycles.rows.industrySeveral': ['titles'],
  'cycles.rows.kept': ['line'],
  'cycles.rows.keptWrong': ['line', 'problem'],
  'cycles.rows.label': ['cell', 'line'],
  'employers.list.counted': ['fresh', 'onRecord', 'already', 'problems'],
  'employment.sheet.counted': ['lines', 'regions', 'problems'],
  'frameworks.form.added': ['label'],
  'frameworks.tree.counted': ['shown', 'total'],
  'imports.alike.counts': ['added', 'changed', 'gone'],
  'imports.counted': ['competencies', 'groups', 'problems'],
  'imports.progress': ['done', 'total'],
  'own-credentials.form.occupationAdd': ['title'],
  'own-credentials.form.occupationRemove': ['title'],
  'own-credentials.picker.addLabel': ['label'],
  'own-credentials.picker.added': ['label'],
  'ratings.rate.keyChanged': ['before', 'after'],
  'ratings.rate.keyUndone': ['before'],
  'ratings.rate.progress': ['done', 'total'],
  'requirements.form.addLabel': ['label'],
  'requirements.form.added': ['label'],
  'requirements.form.marked': ['marked', 'total'],
  'requirements.form.removeLabel': ['label'],
  'site.refused': ['message'],
} as const satisfies Record<string, readonly string[]>

type Blanks = typeof blanks
type Translate = (key: string, values: Record<string, string>) => string

/** The message under its whole key, its names left open; `t` speaks for all of messages. */
export function blank<Key extends keyof Blanks>(
  t: Translate,
  key: Key,
): Blank<Blanks[Key][number]> {
  const open = blanks[key].map((name) => [name, `{${name}}`])
  // The table says which names are open, and its test that the messages agree.
  return t(key, Object.fromEntries(open)) as Blank<Blanks[Key][number]>
}
