import type { Passage } from '@/server/domain/catalogue/text-matching'

/** A text some of whose words stand out. */
export function Passages({ of }: { of: Passage[] }) {
  return of.map((passage, index) =>
    passage.marked ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the passages of a text never change places.
      <mark key={index} className="word-mark">
        {passage.text}
      </mark>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the passages of a text never change places.
      <span key={index}>{passage.text}</span>
    ),
  )
}
