/** A piece of an ICU message: words, what stands for a value or a tag, or a choice between messages. */
export type MessagePart =
  | { kind: 'words'; text: string }
  | { kind: 'syntax'; text: string }
  | { kind: 'choice'; head: string; branches: { name: string; parts: MessagePart[] }[] }

/**
 * Takes an ICU message apart; put together again it is the same letter for letter. Knows what our messages hold:
 * values, plurals and selections within one another, and tags. Throws for a brace that is not closed.
 */
export function messageParts(message: string): MessagePart[] {
  const parts: MessagePart[] = []
  for (let at = 0; at < message.length; ) {
    const rest = message.slice(at)
    const syntax = /^(?:<\/?\w+\/?>|\{\s*\w+\s*\}|#)/.exec(rest)?.[0]
    if (syntax) {
      parts.push({ kind: 'syntax', text: syntax })
      at += syntax.length
    } else if (rest.startsWith('{')) {
      const end = closing(message, at)
      parts.push(choice(message.slice(at + 1, end)))
      at = end + 1
    } else {
      const text = /^[^{<#]+/.exec(rest)?.[0] ?? rest.slice(0, 1)
      parts.push({ kind: 'words', text })
      at += text.length
    }
  }
  return parts
}

/** `count, plural, one {…} other {…}` → its head and its branches. Anything else in braces is syntax. */
function choice(inside: string): MessagePart {
  const head = /^\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,/.exec(inside)?.[0]
  if (!head) return { kind: 'syntax', text: `{${inside}}` }
  const branches: { name: string; parts: MessagePart[] }[] = []
  for (let at = head.length; at < inside.length; ) {
    const open = inside.indexOf('{', at)
    if (open < 0) break
    const end = closing(inside, open)
    const name = inside.slice(at, open)
    branches.push({ name, parts: messageParts(inside.slice(open + 1, end)) })
    at = end + 1
  }
  return { kind: 'choice', head, branches }
}

function closing(text: string, open: number): number {
  let depth = 0
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1
    if (text[at] === '}') depth -= 1
    if (depth === 0) return at
  }
  throw new Error(`A brace is not closed: ${text}`)
}
