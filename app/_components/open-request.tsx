import { Button } from './ui/button'

type Props = { org: string; invitationId: string; label: string; name: string }

/** A press mints this person's own link and opens it; nothing is spent by looking at the list. */
export function OpenRequest({ org, invitationId, label, name }: Props) {
  return (
    <form method="post" action={`/o/${org}/requests/open`}>
      <input type="hidden" name="invitationId" value={invitationId} />
      <Button aria-label={`${label}: ${name}`}>{label}</Button>
    </form>
  )
}
