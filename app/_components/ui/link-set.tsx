import Link from 'next/link'

export type LinkItem = { href: string; label: string; current?: boolean }

/** A choice between views of one thing: `segmented` for scopes, `tabs` for parts of a page. */
export function LinkSet({
  label,
  items,
  look = 'segmented',
}: {
  label: string
  items: LinkItem[]
  look?: 'segmented' | 'tabs'
}) {
  return (
    <nav aria-label={label} className={look}>
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          prefetch={false}
          aria-current={item.current ? 'page' : undefined}
        >
          {item.label}
        </Link>
      ))}
    </nav>
  )
}
