import { ask, type Reply } from './endpoints'
import type { Request } from './requests'
import type { World } from './world'

export type Replies = ReadonlyMap<Request, Reply>

export async function askAll(world: World, requests: readonly Request[]): Promise<Replies> {
  const replies = new Map<Request, Reply>()
  for (const request of requests) {
    replies.set(request, await ask(world.endpoints, request.path, request.visitor.session))
  }
  return replies
}

/** Records of what was done and refused: these attacks' own requests and hiding are in them. */
export const AUDITS = /^(?:operator|organizations)\.audit$/

/** Whether two replies are not the same to the byte. */
export function differs(one: Reply, other: Reply | undefined): boolean {
  return one.status !== other?.status || one.headers !== other.headers || one.body !== other.body
}
