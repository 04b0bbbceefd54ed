/** The path of a Chromium-like browser on this machine, if there is one. */
export function installedBrowser(): string | undefined
/** The same, installing one when there is none and this is possible. */
export function findBrowser(): Promise<string | undefined>
/** Flags that keep a browser quiet and, for the superuser, able to start. */
export function browserFlags(): string[]
