import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { listAddressLists } from '@/server/services/cycles/list-address-lists'
import { readCycle } from '@/server/services/cycles/read-cycle'
import { makeCycle } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeWorkbook, textRows } from '@/server/testing/make-workbook'
import { realAddresses } from '@/server/testing/real-addresses'
import { realFile } from '@/server/testing/real-use'
import { hasSharedData } from '@/server/testing/shared-data'
import { speak } from '@/server/words/speak'
import { parse, say } from './command'
import { invite } from './invite'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-invite-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => vi.restoreAllMocks())

/** Runs the command on a file, with what it says on both streams. */
async function command(content: string | Uint8Array, ...options: string[]) {
  const path = join(folder, 'raters.csv')
  writeFileSync(path, content)
  const said: string[] = []
  const listen = (text: string | Uint8Array) => said.push(String(text)) > 0
  vi.spyOn(process.stdout, 'write').mockImplementation(listen)
  vi.spyOn(process.stderr, 'write').mockImplementation(listen)
  const code = await invite.run(parse(invite, [path, ...options]))
  return { code: code ?? 0, said: said.join('') }
}

describeOnBothEngines('the command that invites raters', () => {
  let cycle: Awaited<ReturnType<typeof makeCycle>>
  let options: string[]
  beforeAll(async () => {
    cycle = await makeCycle()
    options = [`--as=${cycle.ctx.organization.slug}`, `--cycle=${cycle.id}`]
  })
  const invited = async () => {
    const { invitations } = await readCycle(cycle.ctx, { cycleId: cycle.id })
    return invitations.map(({ email, employer }) => [email, employer]).sort()
  }

  describe.skipIf(!hasSharedData)('reads real files (skipped without ../shared/data)', () => {
    it.each(realAddresses)('%s', async (file, found) => {
      const { code, said } = await command(realFile(file), ...options, '--preview')
      expect(code).toBe(0)
      for (const [email, employer, name] of found) {
        const who = name ? `${name} <${email}>` : email
        const [domain = ''] = email.split('@').slice(1)
        expect(said).toContain(`${who}: ${employer ?? domain} (`)
      }
      const employers = new Set(found.map(([email, employer]) => employer ?? email.split('@')[1]))
      const counts = { count: found.length, employers: employers.size, fresh: employers.size }
      expect(said).toContain(speak('cycles.addresses')('good', counts))
      expect(said).not.toContain('left out')
    })
  })

  it('says what it would do, line by line, and with --preview does nothing', async () => {
    const file = Buffer.from(
      'Contact Email,Employer,Fax\nann@isp-x.example,Al\x92s Shop,5\nbo@isp-x.example,Beta,\nbad@x,Beta,\n',
      'latin1',
    )
    const words = speak('cycles.addresses')
    const { code, said } = await command(file, ...options, '--preview')
    expect(code).toBe(0)
    expect(await listAddressLists(cycle.ctx, { cycleId: cycle.id })).toEqual([])
    expect(said).toContain(speak('imports')('reason.encoding_windows_1252'))
    expect(said).toContain(words('unused', { columns: 'Fax' }))
    expect(said).toContain(
      say('invite.problem', { line: 4, text: 'bad@x', what: words('not_an_address') }),
    )
    expect(said).toContain(
      words('sharedDomain', { domain: 'isp-x.example', employers: 'Al’s Shop; Beta' }),
    )
    expect(said).toContain(words('good', { count: 2, employers: 2, fresh: 2 }))
    expect(await invited()).toEqual([])
  })

  it('asks for columns that are not known, and adds them as they are named', async () => {
    const text = 'Shop,Who,Reach\nAlpha,Ann,ann@alpha-y.example\nBeta,Bo,bo@beta-y.example\n'
    const asked = await command(text, ...options)
    expect(asked).toEqual({
      code: 1,
      said: `${say('invite.ask', { headings: '1 Shop, 2 Who, 3 Reach' })}\n`,
    })
    const { code, said } = await command(text, ...options, '--columns=email=3,employer=1')
    expect([code, said]).toEqual([
      0,
      expect.stringContaining(say('invite.done', { added: 2, refused: 0 })),
    ])
    expect(await invited()).toEqual([
      ['ann@alpha-y.example', 'Alpha'],
      ['bo@beta-y.example', 'Beta'],
    ])
  })

  it('takes the sheet of a workbook that is said, and columns by their headings', async () => {
    const rows = (email: string) =>
      textRows([['Raters'], ['Shop', 'Who', 'Reach'], ['Tide', 'Ann', email]])
    const book = makeWorkbook({
      sheets: [
        { name: 'Now', rows: rows('ann@now-z.example') },
        { name: 'Before', rows: rows('ann@before-z.example') },
      ],
    })
    const said = ['--sheet=Before', '--heading-row=2', '--columns=email=Reach,employer=shop']
    expect((await command(book, ...options, ...said)).code).toBe(0)
    expect(await invited()).toContainEqual(['ann@before-z.example', 'Tide'])
    expect(await listAddressLists(cycle.ctx, { cycleId: cycle.id })).toEqual([])
  })

  it.each(['--columns=shop=1', '--columns=employer=1', '--columns=email=0', '--columns=email'])(
    'refuses %s',
    async (columns) => {
      await expect(command('a@x.example', ...options, columns)).rejects.toThrow(/--columns/)
    },
  )

  it('refuses what is no cycle', async () => {
    const as = `--as=${cycle.ctx.organization.slug}`
    await expect(command('a@x.example', as, '--cycle=soon')).rejects.toThrow(say('invite.noCycle'))
  })
})
