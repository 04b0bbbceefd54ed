import Link from 'next/link'
import { Said } from '@/app/_components/ui/said'

export type Crumb = { href?: string; label: string }

export function Breadcrumb({ label, items }: { label: string; items: Crumb[] }) {
  return (
    <nav aria-label={label} className="no-print pt-4 text-sm text-muted">
      <ol className="flex flex-wrap gap-x-2">
        {items.map((item, index) => (
          <li key={item.label} className="flex gap-x-2">
            {index > 0 ? <span aria-hidden="true">/</span> : null}
            {item.href ? (
              <Link href={item.href} prefetch={false} className="link inline-block py-0.5">
                <Said>{item.label}</Said>
              </Link>
            ) : (
              <span aria-current="page">
                <Said>{item.label}</Said>
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
