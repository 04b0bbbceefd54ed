import { Said } from '@/app/_components/ui/said'
import { Blocks } from '@/app/_components/ui/statement'
import { saidOnce } from '@/server/domain/catalogue/competency-label'
import type { FormLine } from './form-line'
import { MarkChoices } from './mark-choices'
import type { RequirementWords } from './requirement-words'

/** One competency: how much the job needs it and, behind a fold, how well. */
export function LineFields({ line, words }: { line: FormLine; words: RequirementWords }) {
  const { name, rest } = saidOnce(line)
  const notSure = { value: '?', label: words.notSure, apart: true }
  return (
    <li className="py-5">
      <MarkChoices
        name={`i ${line.competencyId}`}
        chosen={line.importance}
        choices={[...words.levels, notSure]}
        legend={
          <>
            <span className="block text-lg font-semibold">
              <Said>{name}</Said>
            </span>
            <Blocks of={rest} />
            <span className="block text-sm text-muted">
              <Said>{line.note}</Said>
            </span>
          </>
        }
      />
      <details className="mt-2" open={line.proficiency !== '-'}>
        <summary className="flex min-h-11 cursor-pointer items-center text-sm text-muted underline decoration-edge underline-offset-4">
          {words.proficiency}
          <span className="sr-only">: {line.label}</span>
        </summary>
        <label className="block max-w-md">
          <span className="block">{words.proficiencyQuestion}</span>
          <span className="mb-1 block text-sm text-muted">{words.proficiencyHint}</span>
          <select
            name={`p ${line.competencyId}`}
            defaultValue={line.proficiency}
            className="control"
          >
            <option value="-">{words.notSaid}</option>
            {words.proficiencyLevels.map((level) => (
              <option key={level.value} value={level.value}>
                {level.label}
              </option>
            ))}
          </select>
        </label>
      </details>
    </li>
  )
}
