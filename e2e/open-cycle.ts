import type { Browser } from '@playwright/test'
import { linkIn, newestMail } from './mail'
import { signInAs } from './people'
import { ask, change } from './procedures'
import type { Site } from './site'

export type OpenedCycle = { cycleId: string; org: string; link(address: string): Promise<string> }

type Choices = { credentials: { id: string; own: boolean }[]; competencies: { id: string }[] }

/** An open cycle of the college about machinists and one credential, with these addresses invited. */
export async function openCycle(
  browser: Browser,
  { baseURL, ...site }: Site & { baseURL: string },
  {
    title,
    addresses,
    competencies = 12,
  }: { title: string; addresses: string[]; competencies?: number },
): Promise<OpenedCycle> {
  const context = await browser.newContext({ baseURL })
  const page = await context.newPage()
  await signInAs(page, 'educator', site)
  const org = 'four-harbors-community-college'
  const occupationId = 'soc2018:51-4041'
  const search = { org, occupationId, credentialQuery: '', credentialIds: [], competencyIds: [] }
  const choices = await ask<Choices>(page, 'cycles.choices', { ...search, competencyQuery: 'a' })
  const credential = choices.credentials.find(({ own }) => own)
  if (!credential) throw new Error('The college has no credential to ask about.')
  const { id: cycleId } = await change<{ id: string }>(page, 'cycles.create', {
    org,
    title,
    occupationId,
    credentialIds: [credential.id],
    competencyIds: choices.competencies.slice(0, competencies).map(({ id }) => id),
    closesOn: new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10),
    timeZone: 'America/New_York',
    message: 'Your answers decide what we teach next year.',
  })
  await change(page, 'cycles.addAddresses', { org, cycleId, text: addresses.join('\n') })
  await change(page, 'cycles.open', { org, cycleId })
  await context.close()
  return {
    cycleId,
    org,
    link: async (address) =>
      linkIn(await newestMail(site.folder, address, /what does a new/i), /^\/r\//),
  }
}
