export function fingerprint(names: readonly string[], salt?: string): string
export function readStamp(path: string): string
