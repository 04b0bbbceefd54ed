import type { NextRequest } from 'next/server'
import { askingDevice, askingDeviceCookie } from '@/app/_trpc/rater-session'
import { seeOther } from '@/app/_trpc/see-other'
import { type RaterParams, raterPost } from '../../_route/rater-post'

/** Sends a code to the invited address; it works on the device that asks. */
export function POST(request: NextRequest, params: RaterParams) {
  return raterPost(request, params, async ({ code, api }) => {
    const device = askingDevice(request) ?? newDevice()
    await api.ratings.mailCode({ code, device })
    const response = seeOther(`/r/${code}/code`)
    response.cookies.set(askingDeviceCookie(device))
    return response
  })
}

function newDevice(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString('base64url')
}
