import { setTimeout as sleep } from 'node:timers/promises'
import type { TcpProxy } from '@/server/testing/tcp-proxy'
import type { Application } from './application'
import { ask, type Cluster } from './cluster'

export type World = { app: Application; cluster: Cluster; proxy: TcpProxy }

export type Kind = {
  name: string
  /** How long it lasts, in milliseconds. */
  lasts: number
  /** Needs a disk of its own that can be filled. */
  smallDisk?: boolean
  begin(world: World): Promise<void> | void
  /** What ends it, or what an operator does after it. */
  end(world: World): Promise<void> | void
}

export const kinds: Kind[] = [
  { name: 'none', lasts: 3_000, begin: () => undefined, end: () => undefined },
  {
    name: 'kill -9 of the application',
    lasts: 1_000,
    begin: ({ app }) => app.end('SIGKILL'),
    end: ({ app }) => app.start(),
  },
  {
    name: 'SIGTERM of the application',
    lasts: 1_000,
    begin: ({ app }) => app.end('SIGTERM'),
    end: ({ app }) => app.start(),
  },
  {
    name: 'SIGSTOP and SIGCONT',
    lasts: 4_000,
    begin: ({ app }) => app.signal('SIGSTOP'),
    end: ({ app }) => app.signal('SIGCONT'),
  },
  {
    name: 'kill -9 of PostgreSQL',
    lasts: 2_000,
    begin: ({ cluster }) => cluster.kill(),
    end: ({ cluster }) => cluster.start(),
  },
  {
    name: 'immediate stop of PostgreSQL',
    lasts: 2_000,
    begin: ({ cluster }) => cluster.end('SIGQUIT'),
    end: ({ cluster }) => cluster.start(),
  },
  {
    name: 'restart of PostgreSQL',
    lasts: 0,
    begin: ({ cluster }) => cluster.end('SIGINT'),
    end: ({ cluster }) => cluster.start(),
  },
  {
    name: 'cut connections',
    lasts: 0,
    begin: cutAgainAndAgain,
    end: () => undefined,
  },
  {
    name: 'hung database',
    lasts: 8_000,
    begin: ({ proxy }) => proxy.hang(),
    end: ({ proxy }) => proxy.pass(),
  },
  {
    name: 'dropped packets',
    lasts: 4_000,
    begin: ({ proxy }) => proxy.lose(),
    // What was lost on the way does not come again: those connections are of no use to anybody.
    end: ({ proxy }) => proxy.cut(),
  },
  {
    name: 'disk full',
    lasts: 4_000,
    smallDisk: true,
    begin: ({ cluster }) => cluster.fillDisk(),
    async end({ cluster }) {
      cluster.emptyDisk()
      await cluster.start()
    },
  },
]

// From both ends in turn: the server ends its sessions, the network loses the connections.
async function cutAgainAndAgain({ cluster, proxy }: World): Promise<void> {
  for (let times = 0; times < 5; times += 1) {
    await ask(
      cluster.url,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'plumbline_faults'",
    )
    await sleep(300)
    proxy.cut()
    await sleep(300)
  }
}
