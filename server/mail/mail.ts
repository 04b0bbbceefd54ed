/** A rendered mail, the same words as text and as HTML. */
export type Mail = {
  to: string
  subject: string
  text: string
  html: string
  /** Where one press ends further mail of this sort (RFC 8058). */
  unsubscribeUrl?: string
}
