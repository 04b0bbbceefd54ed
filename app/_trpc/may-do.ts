import 'server-only'
import { mayDo, type Verb } from '@/server/domain/permissions'
import { caller } from './caller'
import { pageData } from './page-data'

/** Whether the reader of a workspace page may do this there; the services decide again. */
export async function readerMayDo(org: string, verb: Verb): Promise<boolean> {
  const { organization } = await pageData((await caller()).organizations.frame({ org }))
  return mayDo(organization.kind, organization.role, verb)
}
