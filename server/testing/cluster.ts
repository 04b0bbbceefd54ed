import pg from 'pg'

/** Address of a database on the cluster that `TEST_DATABASE_URL` names, as its login or another. */
export function urlOf(database: string, login?: string): string {
  const url = new URL(process.env.TEST_DATABASE_URL ?? 'postgres://unused')
  url.pathname = `/${database}`
  if (login) {
    url.username = login
    url.password = 'plumbline'
  }
  return url.href
}

export async function onCluster(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
