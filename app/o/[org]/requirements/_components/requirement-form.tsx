'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button } from '@/app/_components/ui/button'
import { fieldId, TextField } from '@/app/_components/ui/field'
import { Refusal } from '@/app/_components/ui/refusal'
import { type ActionError, useAction } from '@/app/_components/ui/use-action'
import { fill } from '@/app/_i18n/fill'
import { client } from '@/app/_trpc/browser-client'
import { AddLine } from './add-line'
import type { FormStart } from './form-line'
import { LineFields } from './line-fields'
import { MarkChoices } from './mark-choices'
import { OwnWordsFields } from './own-words-fields'
import { readForm } from './read-form'
import type { RequirementWords } from './requirement-words'

type Props = { org: string; words: RequirementWords; initial: FormStart }

/** The lines of one job: a tap marks a line, unmarked lines are not sent. */
export function RequirementForm({ org, words, initial }: Props) {
  const router = useRouter()
  const [lines, setLines] = useState(initial.lines)
  const [ownWords, setOwnWords] = useState(initial.ownWords)
  const [marked, setMarked] = useState(
    initial.lines.filter((line) => line.importance !== '-').length,
  )
  const [clientKey, setClientKey] = useState(() => crypto.randomUUID())
  const [missing, setMissing] = useState<ActionError | null>(null)
  const { pending, error, run } = useAction(words)
  const problem = missing ?? error

  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const said = readForm(new FormData(event.currentTarget), lines, ownWords)
    const { role } = said
    if (!role) return setMissing({ message: words.noRole, field: 'role' })
    if (said.lines.length === 0 && said.ownWords.length === 0)
      return setMissing({ message: words.noneMarked, field: 'lines' })
    setMissing(null)
    const { requirementId, occupationId } = initial
    const body = { ...said, org, clientKey, requirementId, occupationId, role }
    void run(async () => {
      const saved = await client.requirements.save.mutate(body).catch(withAnotherKey)
      router.push(`/o/${org}/requirements/${saved.requirementId}?saved=1`)
      router.refresh()
    })
  }

  /** What was refused is changed before it is tried again: then it is another thing to save. */
  function withAnotherKey(thrown: unknown): never {
    setClientKey(crypto.randomUUID())
    throw thrown
  }

  const total = lines.length + ownWords.length
  const startsEmpty = initial.lines.length + initial.ownWords.length === 0
  const add = (
    <AddLine
      org={org}
      words={words}
      nothingYet={startsEmpty}
      has={(id) => lines.some((line) => line.competencyId === id)}
      onAdd={(line) => setLines([...lines, line])}
      onOwnWords={(text) =>
        setOwnWords([
          ...ownWords,
          { key: crypto.randomUUID(), text, importance: '-', offered: false },
        ])
      }
    />
  )

  return (
    <form
      onSubmit={save}
      onChange={(event) => setMarked(countMarked(event.currentTarget))}
      className="grid max-w-4xl gap-6"
      autoComplete="off"
    >
      <TextField
        name="title"
        label={words.title}
        defaultValue={initial.title}
        maxLength={120}
        required
      />
      <MarkChoices
        id={fieldId('role')}
        name="role"
        legend={<span className="font-semibold">{words.roleQuestion}</span>}
        choices={words.roles}
        chosen={initial.role}
        columns="three"
      />
      {startsEmpty ? add : null}
      {startsEmpty && total === 0 ? null : (
        <section
          id={startsEmpty ? undefined : fieldId('lines')}
          tabIndex={-1}
          className="outline-none"
        >
          <h2 className="text-lg">{words.question}</h2>
          <p className="text-muted">{words.intro}</p>
          <ul className="mt-4 divide-y divide-line border-t-2 border-ink">
            {lines.map((line) => (
              <LineFields key={line.competencyId} line={line} words={words} />
            ))}
            {ownWords.map((line) => (
              <OwnWordsFields
                key={line.key}
                line={line}
                words={words}
                onRemove={() => setOwnWords(ownWords.filter((each) => each.key !== line.key))}
              />
            ))}
          </ul>
        </section>
      )}
      {startsEmpty ? null : add}
      <div className="grid gap-3 border-t border-line pt-5">
        {problem ? <Refusal problem={problem} /> : null}
        <p className="measure text-sm text-muted">{words.privacy}</p>
        <div className="flex flex-wrap items-center gap-4">
          <Button variant="primary" disabled={pending}>
            {pending ? words.saving : words.save}
          </Button>
          <p className="text-muted" aria-live="polite">
            {total > 0 ? fill(words.marked, { marked, total }) : null}
          </p>
        </div>
      </div>
    </form>
  )
}

function countMarked(form: HTMLFormElement): number {
  return form.querySelectorAll('input[name^="i "]:checked').length
}
