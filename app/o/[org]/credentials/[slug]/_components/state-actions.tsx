'use client'

import type { ComponentProps } from 'react'
import { StateButtons } from '@/app/_components/ui/state-buttons'
import { client } from '@/app/_trpc/browser-client'

type Props = { org: string; slug: string } & Omit<ComponentProps<typeof StateButtons>, 'change'>

/** The states a credential may go to from here. */
export function StateActions({ org, slug, ...buttons }: Props) {
  return (
    <StateButtons
      {...buttons}
      change={(state) => client.credentials.publish.mutate({ org, slug, state })}
    />
  )
}
