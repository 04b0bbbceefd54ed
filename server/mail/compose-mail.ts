import type { Mail } from './mail'

export type MailPart =
  | { kind: 'text'; text: string }
  | { kind: 'muted'; text: string }
  | { kind: 'code'; text: string }
  /** A quotation of what somebody wrote, set off from our own words. */
  | { kind: 'quote'; text: string }
  /** A button; `hint` stands before the bare address below it. */
  | { kind: 'button'; label: string; url: string; hint: string }
  | { kind: 'link'; label: string; url: string }

export type MailContent = {
  to: string
  lang: string
  subject: string
  parts: MailPart[]
  /** Who sends this, and links such as unsubscribing. */
  footer: MailPart[]
  unsubscribeUrl?: string
}

/** Sets a mail as text and as plain tables with inline styles, which old Outlook can show. */
export function composeMail(content: MailContent): Mail {
  const { to, unsubscribeUrl } = content
  const subject = oneLine(content.subject)
  return {
    to,
    subject,
    text: `${[...content.parts, { kind: 'text' as const, text: '--' }, ...content.footer].map(asText).join('\n\n')}\n`,
    html: page(content.lang, subject, content.parts.map(asHtml).join(''), content.footer),
    ...(unsubscribeUrl ? { unsubscribeUrl } : {}),
  }
}

function asText(part: MailPart): string {
  switch (part.kind) {
    case 'text':
    case 'muted':
      return part.text
    case 'code':
      return `    ${part.text}`
    case 'quote':
      return part.text.replace(/^/gm, '> ')
    case 'button':
    case 'link':
      return `${part.label}:\n${part.url}`
  }
}

const ink = '#0f172a'
const muted = '#475569'
const font = "font-family:'Source Sans 3',Segoe UI,Helvetica,Arial,sans-serif"

function asHtml(part: MailPart): string {
  const row = (inner: string, style = '') =>
    `<tr><td dir="auto" style="${font};font-size:16px;line-height:24px;color:${ink};padding:0 0 16px 0;${style}">${inner}</td></tr>`
  switch (part.kind) {
    case 'text':
      return row(lines(part.text))
    case 'muted':
      return row(lines(part.text), `font-size:14px;line-height:20px;color:${muted};`)
    case 'code':
      return row(
        `<strong style="font-size:28px;line-height:36px;letter-spacing:4px">${escapeHtml(part.text)}</strong>`,
      )
    case 'quote':
      return row(lines(part.text), 'border-left:3px solid #cbd5e1;padding:0 0 0 16px;')
    case 'button':
      return (
        row(
          `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td bgcolor="${ink}" style="border-radius:8px;padding:12px 20px"><a href="${escapeHtml(part.url)}" style="${font};font-size:16px;font-weight:600;color:#ffffff;text-decoration:none">${escapeHtml(part.label)}</a></td></tr></table>`,
        ) +
        row(
          `${escapeHtml(part.hint)}<br><a href="${escapeHtml(part.url)}" style="color:${muted};word-break:break-all">${escapeHtml(part.url)}</a>`,
          `font-size:14px;line-height:20px;color:${muted};`,
        )
      )
    case 'link':
      return row(
        `<a href="${escapeHtml(part.url)}" style="color:${muted}">${escapeHtml(part.label)}</a>`,
        `font-size:14px;line-height:20px;color:${muted};`,
      )
  }
}

function page(lang: string, subject: string, body: string, footer: MailPart[]): string {
  return `<!doctype html><html lang="${escapeHtml(lang)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>${escapeHtml(subject)}</title></head><body style="margin:0;padding:0;background:#ffffff"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:24px 16px"><table role="presentation" width="560" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:560px;text-align:left">${body}<tr><td style="border-top:1px solid #e2e8f0;font-size:0;line-height:0;height:16px">&nbsp;</td></tr>${footer.map(asHtml).join('')}</table></td></tr></table></body></html>`
}

function lines(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>')
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** A subject is one header line, whatever was typed into a name. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 200)
}
