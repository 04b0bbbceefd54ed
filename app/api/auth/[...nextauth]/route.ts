import NextAuth from 'next-auth'
import { authOptions } from '@/server/auth'

// Sessions begin and end by our own forms: without a provider nothing here is for anybody.
const handler =
  authOptions.providers.length > 0
    ? NextAuth(authOptions)
    : () => new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } })

export { handler as GET, handler as POST }
