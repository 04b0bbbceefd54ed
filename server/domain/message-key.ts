/** The keys of a file of messages whose groups hold messages alone, such as `limits.tooOften`. */
export type MessageKey<Words> = {
  [Group in keyof Words & string]: `${Group}.${keyof Words[Group] & string}`
}[keyof Words & string]
