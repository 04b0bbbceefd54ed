import type { MetadataRoute } from 'next'
import { env } from '@/server/env'

export const dynamic = 'force-dynamic'

export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: '*',
      allow: '/',
      disallow: ['/o/', '/r/', '/operator', '/sign-in', '/search', '/credentials/find', '/api/'],
    },
    sitemap: `${env().appUrl}/sitemap.xml`,
  }
}
