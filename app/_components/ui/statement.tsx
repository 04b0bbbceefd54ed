import clsx from 'clsx'
import type { ReactNode } from 'react'
import { blocksOf } from '@/server/domain/marked-text'
import type { Block, Inline } from '@/server/domain/text-blocks'

/** A statement or a note as its source means it: paragraphs, lists and words that stand out. */
export function Statement({ text, className }: { text: string; className?: string }) {
  return <Blocks of={blocksOf(text)} className={className} />
}

/** What is left of a statement whose beginning stands above. */
export function Blocks({ of: blocks, className }: { of: Block[]; className?: string }) {
  const [first] = blocks
  if (!first) return null
  if (blocks.length > 1 || first.kind === 'list') {
    return <div className={clsx('said statement', className)}>{written(blocks)}</div>
  }
  return (
    <p dir="auto" className={clsx('said', className)}>
      {inlines(first.inlines)}
    </p>
  )
}

function written(blocks: Block[]): ReactNode {
  return blocks.map((block, at) => {
    if (block.kind === 'paragraph') {
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a text never change places.
        <p key={at} dir="auto">
          {inlines(block.inlines)}
        </p>
      )
    }
    const List = block.start === null ? 'ul' : 'ol'
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a text never change places.
      <List key={at} dir="auto" {...(List === 'ol' ? { start: block.start ?? 1 } : {})}>
        {block.items.map((item, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: nor do the items of a list.
          <li key={place}>{itemOf(item)}</li>
        ))}
      </List>
    )
  })
}

/** An item of one line stands without a paragraph around it. */
function itemOf(blocks: Block[]): ReactNode {
  const [first, ...rest] = blocks
  if (first?.kind !== 'paragraph') return written(blocks)
  return (
    <>
      {inlines(first.inlines)}
      {written(rest)}
    </>
  )
}

const elements = { emphasis: 'em', strong: 'strong', sub: 'sub', sup: 'sup' } as const

function inlines(line: Inline[]): ReactNode {
  return line.map((inline, at) => {
    if (inline.kind === 'text') return inline.text
    // biome-ignore lint/suspicious/noArrayIndexKey: the words of a line never change places.
    if (inline.kind === 'break') return <br key={at} />
    const Element = elements[inline.kind]
    // biome-ignore lint/suspicious/noArrayIndexKey: the words of a line never change places.
    return <Element key={at}>{inlines(inline.inlines)}</Element>
  })
}
