import { OrganizationKindSchema } from '@/server/domain/people/organizations'
import { systemContext } from '@/server/services/context'
import { createOwner as makeOwner } from '@/server/services/organizations/create-owner'
import { grantOperator } from '@/server/services/organizations/grant-operator'
import { type Command, optional, required, UsageError } from './command'

export const createOwner: Command = {
  summary: 'Makes a person, an organization and their ownership, as far as they are missing.',
  usage: '--email <address> --organization <name or slug> [--kind <kind>] [--operator]',
  details: [
    '--email         whom; they sign in with a mailed link or code',
    '--organization  the slug of an organization that exists, or the name of a new one',
    '--kind          employer, provider (the default) or partnership, for a new one',
    '--operator      also lets the person operate this site',
  ],
  positionals: 0,
  options: { email: 'string', organization: 'string', kind: 'string', operator: 'boolean' },
  needsConfiguration: true,
  async run(input) {
    const email = required(input, 'email')
    const organization = required(input, 'organization')
    const kind = OrganizationKindSchema.safeParse(optional(input, 'kind') ?? 'provider')
    if (!kind.success) throw new UsageError('A kind is employer, provider or partnership.')
    const ctx = systemContext('command', 'create-owner')
    const { slug, created } = await makeOwner(ctx, { email, organization, kind: kind.data })
    process.stdout.write(`${email} owns ${slug}${created ? ', which is new' : ''}.\n`)
    if (input.options.operator) {
      await grantOperator(ctx, { email, operator: true })
      process.stdout.write(`${email} operates this site.\n`)
    }
    return 0
  },
}
