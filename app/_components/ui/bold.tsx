import type { ReactNode } from 'react'

/** `<b>` in a message. */
export const bold = { b: (chunks: ReactNode) => <b>{chunks}</b> }
