export function isInImage(path: string): boolean
export function copyImageFiles(target: string): void
