import type { MemberRole, OrganizationKind } from '@/server/domain/permissions'

/**
 * Who may do what inside an organization, as the product promises it: owners everything, editors everything but who
 * belongs to it and what it is, viewers reading alone; an employer asks nobody, and nobody else answers for it. Written
 * by hand: nothing in it is worked out from the rules it is compared with.
 */
export const rights = `
verb                employer             provider             partnership
organization.read   owner editor viewer  owner editor viewer  owner editor viewer
organization.edit   owner                owner                owner
organization.leave  owner editor viewer  owner editor viewer  owner editor viewer
member.read         owner editor viewer  owner editor viewer  owner editor viewer
member.invite       owner                owner                owner
member.change       owner                owner                owner
audit.read          owner                owner                owner
framework.read      -                    owner editor viewer  owner editor viewer
framework.edit      -                    owner editor         owner editor
framework.publish   -                    owner editor         owner editor
import.read         -                    owner editor viewer  owner editor viewer
import.edit         -                    owner editor         owner editor
own-words.adopt     -                    owner editor         owner editor
alignment.edit      -                    owner editor         owner editor
credential.read     -                    owner editor viewer  -
credential.edit     -                    owner editor         -
credential.publish  -                    owner editor         -
cycle.read          -                    owner editor viewer  owner editor viewer
cycle.edit          -                    owner editor         owner editor
cycle.open          -                    owner editor         owner editor
map.read            owner editor viewer  owner editor viewer  owner editor viewer
summary.read        owner editor viewer  owner editor viewer  owner editor viewer
region.read         -                    -                    owner editor viewer
region.edit         -                    -                    owner editor
employer.read       -                    owner editor viewer  owner editor viewer
employer.confirm    -                    -                    owner editor
hold.read           -                    -                    owner editor
hold.review         -                    -                    owner editor
requirement.read    owner editor viewer  -                    -
requirement.edit    owner editor         -                    -
rating.read         owner editor viewer  -                    -
report.read         -                    owner editor viewer  owner editor viewer
report.share        -                    owner editor         -
decision.edit       -                    owner editor         -
decision.approve    -                    owner                -
reply.edit          -                    owner editor         -
`

/** Whether the table lets a member do it; a verb the table does not name is an error of the test. */
export function hasRight(kind: OrganizationKind, role: MemberRole, verb: string): boolean {
  const [head, ...rows] = rights.trim().split('\n').map(cells)
  const row = rows.find(([name]) => name === verb)
  const cell = row?.[head?.indexOf(kind) ?? -1]
  if (!cell) throw new Error(`The table of rights does not say who may ${verb} in a ${kind}.`)
  return cell.split(' ').includes(role)
}

function cells(line: string): string[] {
  return line.split(/ {2,}/)
}
