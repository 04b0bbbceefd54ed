export function startPostgres(options?: {
  durable?: boolean
  fresh?: boolean
}): Promise<{ url: string; stop: () => Promise<void> }>
