import { readFileSync, writeFileSync } from 'node:fs'
import { Lock, licencesPage } from './supply/licences'

// The list of licences, from what is locked.
const lock = Lock.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')))
writeFileSync('docs/licences.md', licencesPage(lock))
