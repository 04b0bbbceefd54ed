/** The language our own words are written in first: what another one lacks is said in it. */
export const defaultLanguage = 'en'
