'use client'

/** Ticks every box of the form it stands in; without script the page comes again with all ticked. */
export function SelectAll({ label, href }: { label: string; href: string }) {
  return (
    <a
      href={href}
      className="link inline-block py-2"
      onClick={(event) => {
        const boxes =
          event.currentTarget
            .closest('form')
            ?.querySelectorAll<HTMLInputElement>('input[name="employer"]') ?? []
        for (const box of boxes) box.checked = true
        event.preventDefault()
      }}
    >
      {label}
    </a>
  )
}
