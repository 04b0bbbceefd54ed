'use client'

import { useEffect } from 'react'
import { type KeeperWords, keepAnswers } from './keep-answers'

type Props = {
  formId: string
  tapUrl: string
  packet: string
  keptAs: string
  words: KeeperWords
}

/** Turns the plain form into one that saves each tap; it draws nothing itself. */
export function AnswerKeeper({ formId, tapUrl, packet, keptAs, words }: Props) {
  useEffect(() => {
    const form = document.getElementById(formId)
    if (!(form instanceof HTMLFormElement)) return
    return keepAnswers({ form, tapUrl, packet, keptAs, words })
  }, [formId, tapUrl, packet, keptAs, words])
  return null
}
