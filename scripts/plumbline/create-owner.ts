import { OrganizationKindSchema } from '@/server/domain/people/organizations'
import { systemContext } from '@/server/services/context'
import { createOwner as makeOwner } from '@/server/services/organizations/create-owner'
import { grantOperator } from '@/server/services/organizations/grant-operator'
import { type Command, optional, print, required, say, UsageError } from './command'

export const createOwner: Command = {
  words: 'create-owner',
  positionals: 0,
  options: { email: 'string', organization: 'string', kind: 'string', operator: 'boolean' },
  needsConfiguration: true,
  async run(input) {
    const email = required(input, 'email')
    const organization = required(input, 'organization')
    const kind = OrganizationKindSchema.safeParse(optional(input, 'kind') ?? 'provider')
    if (!kind.success) throw new UsageError(say('create-owner.kind'))
    const ctx = systemContext('command', 'create-owner')
    const { slug, created } = await makeOwner(ctx, { email, organization, kind: kind.data })
    print(say(created ? 'create-owner.ownsNew' : 'create-owner.owns', { email, slug }))
    if (input.options.operator) {
      await grantOperator(ctx, { email, operator: true })
      print(say('create-owner.operates', { email }))
    }
    return 0
  },
}
