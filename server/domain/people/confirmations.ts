import { z } from 'zod'
import { saidAs } from '@/server/domain/errors'
import type { OrganizationKind } from '@/server/domain/permissions'
import type { Verification } from './organizations'
import { afterWorkingDays } from './working-days'

export const ConfirmOrganization = z.strictObject({
  organizationId: z.uuid(),
  /** Where the record says nothing yet: county and industry as people write them. */
  county: z.string().trim().max(120).default(''),
  industry: z.string().trim().max(160).default(''),
  note: z.string().trim().max(500).default(''),
})
export type ConfirmOrganization = z.infer<typeof ConfirmOrganization>

/** As many as one page holds; what could not be decided of them comes back in one address. */
export const mostDecided = 25

const most = { error: saidAs('confirmations.tooMany') }
const some = { error: saidAs('confirmations.noneTicked') }

export const ConfirmMany = z.array(ConfirmOrganization).min(1, some).max(mostDecided, most)

export const RefuseMany = z.strictObject({
  organizationIds: z.array(z.uuid()).min(1, some).max(mostDecided, most),
  /** Told to whoever asked. */
  note: z.string().trim().min(3, saidAs('input.reasonMissing')).max(500),
})
export type RefuseMany = z.infer<typeof RefuseMany>

/** After so many working days the operator is asked, too, whom nobody nearer has decided about. */
const workingDaysToDecide = 5

/** From which moment the operator is asked about what was asked of a partnership. */
export function operatorFrom(askedAt: Date): Date {
  return afterWorkingDays(askedAt, workingDaysToDecide)
}

/** Who wants to confirm: the operator of the site, or a member of an organization. */
export type Confirmer =
  | { kind: 'operator' }
  | { kind: OrganizationKind; verification: Verification }

export type ConfirmVerdict =
  | { ok: true }
  | {
      ok: false
      reason:
        | 'not_a_confirmer'
        | 'confirmer_unconfirmed'
        | 'confirmed_already'
        | 'place_missing'
        | 'no_domain'
        | 'turned_down'
        | 'outside'
        | 'elsewhere'
        | 'linked'
        | 'note_missing'
    }

/**
 * Whether an organization may become confirmed (V2). METHOD §9: a confirmed partnership whose region holds its county,
 * or the operator, confirms it together with its own web domain, and a provider confirms nobody. Whether somebody at
 * that domain has started plays no part. Without a domain of its own, as with free mail, only the operator may, and
 * notes why. Employers that share a domain or a person wait until they are one employer or the operator notes why not;
 * what was turned down waits for the operator. Only the operator confirms partnerships and providers. Region and sector
 * must stand in the record.
 */
export function confirmVerdict(input: {
  by: Confirmer
  target: {
    kind: OrganizationKind
    confirmed: boolean
    /** The record has a web domain of the organization's own. */
    domain: boolean
    placed: boolean
    /** Its county is in the region of the partnership that confirms. */
    nearby: boolean
    /** Its record names no county, and those who asked about it believe it to be outside of that region. */
    elsewhere: boolean
    linked: boolean
    /** Somebody turned it down and nobody has decided otherwise. */
    refused: boolean
  }
  note: string
}): ConfirmVerdict {
  const { by, target } = input
  const refuse = (reason: Extract<ConfirmVerdict, { ok: false }>['reason']): ConfirmVerdict => ({
    ok: false,
    reason,
  })
  const noted = input.note.trim() !== ''
  if (by.kind === 'provider' || by.kind === 'employer') return refuse('not_a_confirmer')
  if (by.kind === 'partnership' && target.kind !== 'employer') return refuse('not_a_confirmer')
  if (by.kind === 'partnership' && by.verification !== 'V2') return refuse('confirmer_unconfirmed')
  if (target.confirmed) return refuse('confirmed_already')
  if (target.kind === 'employer' && !target.placed) return refuse('place_missing')
  if (by.kind === 'operator') {
    return (!target.domain || target.linked || target.refused) && !noted
      ? refuse('note_missing')
      : { ok: true }
  }
  if (target.refused) return refuse('turned_down')
  if (!target.domain) return refuse('no_domain')
  if (!target.nearby) return refuse('outside')
  if (target.elsewhere) return refuse('elsewhere')
  return target.linked ? refuse('linked') : { ok: true }
}

/** Who wants to make two records one: the operator, a confirmed partnership, or somebody else. */
export type Merger = 'operator' | 'partnership' | 'other'

export type MergeVerdict = { ok: true } | { ok: false; reason: 'not_yours' | 'same' | 'managed' }

/**
 * Whether two records may become one. The operator may; a confirmed partnership may for an employer
 * it confirmed, when the record that goes was confirmed by it too, or by nobody and is managed by
 * nobody.
 */
export function mergeVerdict(input: {
  by: Merger
  same: boolean
  keptConfirmedByThem: boolean
  goneConfirmedByThem: boolean
  goneVerification: Verification
  goneManaged: boolean
}): MergeVerdict {
  if (input.same) return { ok: false, reason: 'same' }
  if (input.by === 'operator') return { ok: true }
  if (input.by === 'other' || !input.keptConfirmedByThem) return { ok: false, reason: 'not_yours' }
  if (input.goneConfirmedByThem) return { ok: true }
  if (input.goneVerification === 'V2') return { ok: false, reason: 'not_yours' }
  return input.goneManaged ? { ok: false, reason: 'managed' } : { ok: true }
}

/** A count of employers as told to others: never the number itself. METHOD R11. */
export function countBand(count: number): '0' | '1-4' | '5-9' | '10-19' | '20+' {
  if (count <= 0) return '0'
  if (count < 5) return '1-4'
  if (count < 10) return '5-9'
  return count < 20 ? '10-19' : '20+'
}
