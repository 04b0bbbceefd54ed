import type { Browser, Page } from '@playwright/test'
import { linkIn, newestMail } from './mail'
import { signInAs } from './people'
import { ask, change } from './procedures'
import type { Site } from './site'

export type OpenedCycle = { cycleId: string; org: string; link(address: string): Promise<string> }

const ORG = 'four-harbors-community-college'
/** An invitation's subject asks, in whatever language. */
const QUESTION = /\?\W*$/
const JOB = 'soc2018:51-4041'

/** An open cycle of the college about machinists and one credential, with these addresses invited. */
export async function openCycle(
  browser: Browser,
  { baseURL, ...site }: Site & { baseURL: string },
  { title, addresses }: { title: string; addresses: string[] },
): Promise<OpenedCycle> {
  const context = await browser.newContext({ baseURL })
  const page = await context.newPage()
  await signInAs(page, 'educator', site)
  const cycleId = await draftCycle(page, title)
  const text = addresses.join('\n')
  const { id } = await change(page, 'cycles.keepAddressList', { org: ORG, cycleId, text })
  await change(page, 'cycles.addAddressList', { org: ORG, list: { cycleId, id } })
  await change(page, 'cycles.open', { org: ORG, cycleId })
  await context.close()
  return {
    cycleId,
    org: ORG,
    link: async (address) => linkIn(await newestMail(site.folder, address, QUESTION), /^\/r\//),
  }
}

/** A cycle of the college that asks about twelve competencies and has not been opened. */
export async function draftCycle(page: Page, title: string): Promise<string> {
  const choices = await ask(page, 'cycles.choices', {
    org: ORG,
    occupationId: JOB,
    credentialQuery: '',
    competencyQuery: 'a',
    credentialIds: [],
    competencyIds: [],
  })
  const credential = choices.credentials.find(({ own }) => own)
  if (!credential) throw new Error('The college has no credential to ask about.')
  const { id } = await change(page, 'cycles.create', {
    org: ORG,
    title,
    occupationId: JOB,
    credentialIds: [credential.id],
    competencyIds: choices.competencies.slice(0, 12).map((competency) => competency.id),
    closesOn: new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10),
    timeZone: 'America/New_York',
    message: 'Your answers decide what we teach next year.',
  })
  return id
}
