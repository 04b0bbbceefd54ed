import { parseSync } from 'oxc-parser'

/** The attributes of a tag that a person reads or hears. */
const READ = new Set([
  ...['alt', 'aria-description', 'aria-label', 'aria-roledescription', 'aria-valuetext'],
  ...['caption', 'description', 'hint', 'label', 'lede', 'placeholder', 'summary', 'text', 'title'],
])
/** The fields of a page's metadata that a person reads. */
const METADATA = new Set(['title', 'description', 'siteName'])
/** Where a code, a unit or a sign ends and a word begins. */
const WORD = /\p{L}{2}/u

type Node = { type: string } & Record<string, unknown>

/** What a person reads of a .tsx file that is written in it: text between tags, and attributes that are read. */
export function wordsInCode(file: string, code: string): string[] {
  const words: string[] = []
  visit(parseSync(file, code).program, (node) => {
    if (node.type === 'JSXText') words.push(String(node.value).trim())
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
      for (const child of nodesIn(node.children)) {
        if (child.type === 'JSXExpressionContainer') words.push(...literals(child.expression))
      }
    }
    if (node.type === 'JSXAttribute' && READ.has(nameOf(node.name))) {
      words.push(...literals(node.value))
    }
    if (node.type === 'Property' && METADATA.has(nameOf(node.key))) {
      words.push(...literals(node.value))
    }
  })
  return words.filter((text) => WORD.test(text))
}

/** The texts that an expression may come to, as far as they stand in it. */
function literals(value: unknown): string[] {
  if (!isNode(value)) return []
  switch (value.type) {
    case 'Literal':
      return typeof value.value === 'string' ? [value.value] : []
    case 'JSXExpressionContainer':
      return literals(value.expression)
    case 'TemplateLiteral':
      return nodesIn(value.quasis).map(({ value: text }) =>
        isRecord(text) ? String(text.cooked) : '',
      )
    case 'ConditionalExpression':
      return [...literals(value.consequent), ...literals(value.alternate)]
    case 'LogicalExpression':
    case 'BinaryExpression':
      return [...literals(value.left), ...literals(value.right)]
    default:
      return []
  }
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const each of value) visit(each, see)
    return
  }
  if (!isRecord(value)) return
  if (isNode(value)) see(value)
  for (const part of Object.values(value)) visit(part, see)
}

const nameOf = (value: unknown) => (isRecord(value) ? String(value.name ?? value.value) : '')
const nodesIn = (value: unknown) => (Array.isArray(value) ? value.filter(isNode) : [])
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
const isNode = (value: unknown): value is Node => isRecord(value) && typeof value.type === 'string'
