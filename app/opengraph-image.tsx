import { readFile } from 'node:fs/promises'
import { ImageResponse } from 'next/og'
import { getTranslations } from 'next-intl/server'

export const size = { width: 1200, height: 630 }
export const contentType = 'image/png'

/** What a link to the site is shown with elsewhere: its mark, its name and what it is for. Made once, when the site is built. */
export default async function Image() {
  const t = await getTranslations('site')
  const mark = await readFile('app/icon.svg')
  return new ImageResponse(
    <div
      style={{
        ...{ display: 'flex', alignItems: 'center', gap: 72, padding: '0 96px' },
        ...{ width: '100%', height: '100%', background: '#ffffff', color: '#0f172a' },
      }}
    >
      {/* The line of the mark hangs from the edge. */}
      <div
        style={{
          ...{ position: 'absolute', top: 0, left: 96 + 150 - 12, width: 24, height: 200 },
          background: '#0f172a',
        }}
      />
      {/* biome-ignore lint/performance/noImgElement: this is drawn, not shown in a page */}
      <img
        alt=""
        width={300}
        height={300}
        src={`data:image/svg+xml;base64,${mark.toString('base64')}`}
      />
      <div style={{ display: 'flex', flexDirection: 'column', gap: 28, flex: 1 }}>
        <div style={{ fontSize: 92 }}>{t('name')}</div>
        <div style={{ fontSize: 40, lineHeight: 1.3, color: '#334155' }}>{t('card')}</div>
      </div>
    </div>,
    size,
  )
}
