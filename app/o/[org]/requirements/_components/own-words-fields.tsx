import { ChoiceField } from '@/app/_components/ui/field'
import { Said } from '@/app/_components/ui/said'
import { fill } from '@/app/_i18n/fill'
import type { FormOwnWords } from './form-line'
import { MarkChoices } from './mark-choices'
import type { RequirementWords } from './requirement-words'

type Props = { line: FormOwnWords; words: RequirementWords; onRemove: () => void }

/** A line in the employer's own words: its importance, whether to offer it, and a way to drop it. */
export function OwnWordsFields({ line, words, onRemove }: Props) {
  return (
    <li className="py-5">
      <MarkChoices
        name={`i ${line.key}`}
        chosen={line.importance}
        choices={words.levels}
        legend={
          <>
            <span className="block text-lg font-semibold">
              <Said>{line.text}</Said>
            </span>
            <span className="block text-sm text-muted">{words.ownWordsKick}</span>
          </>
        }
      />
      <div className="mt-1 flex flex-wrap items-center justify-between gap-x-4">
        <ChoiceField
          name={`o ${line.key}`}
          label={words.offer}
          hint={words.offerHint}
          className="measure"
          defaultChecked={line.offered}
        />
        <button
          type="button"
          className="btn btn-quiet"
          aria-label={fill(words.removeLabel, { label: line.text })}
          onClick={onRemove}
        >
          {words.remove}
        </button>
      </div>
    </li>
  )
}
