export function startPostgres(options?: {
  durable?: boolean
  fresh?: boolean
}): Promise<{ url: string; pid?: number; stop: () => Promise<void> }>
export function installedPrograms(): string | undefined
export function unprivileged(): Promise<{ uid: number; gid: number } | undefined>
