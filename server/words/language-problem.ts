import { languagesFolder, type SettingNote, siteLanguage } from '@/server/env'
import { readWords } from './read-words'

/** What is wrong with the language that the settings name; nothing where its folder can be read. */
export function languageProblem(): SettingNote[] {
  const language = siteLanguage()
  try {
    readWords(language)
    return []
  } catch {
    return [{ key: 'settings.noLanguage', values: { language, folder: languagesFolder() } }]
  }
}
