'use client'

import clsx from 'clsx'
import { useEffect, useState } from 'react'

type Props = { signIn: string; myPages: string }

/**
 * What the way to one's pages is called. Public pages are kept and the same for everybody, so who is signed in is read in
 * the browser, once the page stands there; both words keep their place, so that nothing moves.
 */
export function SignInWords({ signIn, myPages }: Props) {
  const [isHere, setHere] = useState(false)
  useEffect(() => setHere(document.cookie.includes('plumbline.here=')), [])
  return (
    <span className="grid justify-items-end">
      <span className={clsx('col-start-1 row-start-1', isHere && 'invisible')}>{signIn}</span>
      <span className={clsx('col-start-1 row-start-1', !isHere && 'invisible')}>{myPages}</span>
    </span>
  )
}
