import { LinkButton } from './link-button'

type Props = {
  label: string
  /** "1–25 of 312". */
  position: string
  previous?: { href: string; label: string }
  next?: { href: string; label: string }
}

export function Pagination({ label, position, previous, next }: Props) {
  return (
    <nav
      aria-label={label}
      className="no-print mt-4 flex flex-wrap items-center justify-between gap-3"
    >
      <p className="text-muted">{position}</p>
      <div className="flex gap-2">
        {previous ? (
          <LinkButton href={previous.href} rel="prev">
            {previous.label}
          </LinkButton>
        ) : null}
        {next ? (
          <LinkButton href={next.href} rel="next">
            {next.label}
          </LinkButton>
        ) : null}
      </div>
    </nav>
  )
}
