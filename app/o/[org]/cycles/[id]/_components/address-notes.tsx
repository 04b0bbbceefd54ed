import type { inferRouterOutputs } from '@trpc/server'
import { Notice } from '@/app/_components/ui/notice'
import { fill } from '@/app/_i18n/fill'
import type { AppRouter } from '@/server/routers/index'
import type { AddressWords } from './address-words'

type Preview = inferRouterOutputs<AppRouter>['cycles']['previewAddresses']
type Props = { preview: Pick<Preview, 'joined' | 'shared'>; words: AddressWords }

/** What is taken together before it is: names that become one employer, and employers that count as one. */
export function AddressNotes({ preview: { joined, shared }, words }: Props) {
  return (
    <>
      {joined.length > 0 ? (
        <Notice kind="warn" title={fill(words.joined, { count: joined.length })}>
          <ul>
            {joined.flatMap(({ employer, names, domains }) => [
              names.length > 0 ? (
                <li key={`${employer} named`}>
                  {fill(words.joinedNames, { employer, names: names.join('; ') })}
                </li>
              ) : null,
              domains.length > 0 ? (
                <li key={`${employer} at`}>
                  {fill(words.joinedDomains, { employer, domains: domains.join(', ') })}
                </li>
              ) : null,
            ])}
          </ul>
        </Notice>
      ) : null}
      {shared.length > 0 ? (
        <Notice kind="warn" title={fill(words.shared, { count: shared.length })}>
          <ul>
            {shared.map(({ domain, employers }) => (
              <li key={domain}>
                {fill(words.sharedDomain, { domain, employers: employers.join('; ') })}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  )
}
