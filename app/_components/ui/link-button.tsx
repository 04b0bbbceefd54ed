import clsx from 'clsx'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { type ButtonVariant, buttonClass } from './button-class'

type Props = {
  href: string
  variant?: ButtonVariant
  className?: string
  /** For files and route handlers: a plain link the router leaves alone. */
  download?: boolean
  rel?: string
  children: ReactNode
}

export function LinkButton({ href, variant = 'plain', className, download, rel, children }: Props) {
  const classes = clsx(buttonClass(variant), className)
  if (download) {
    return (
      <a href={href} className={classes} rel={rel}>
        {children}
      </a>
    )
  }
  return (
    <Link href={href} prefetch={false} className={classes} rel={rel}>
      {children}
    </Link>
  )
}
