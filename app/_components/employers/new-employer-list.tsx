import Link from 'next/link'
import { getFormatter, getTranslations } from 'next-intl/server'
import { TextAreaField } from '@/app/_components/ui/field'
import { Notice } from '@/app/_components/ui/notice'
import { Outcome } from '@/app/_components/ui/outcome'
import { Said } from '@/app/_components/ui/said'
import { SendButton } from '@/app/_components/ui/send-button'
import { readProblem } from '@/app/_trpc/form-problem'
import { typedIn } from '@/app/_trpc/typed-in'
import { longestEmployerText, type WaitingEmployers } from '@/server/domain/people/employer-lists'
import { confirmedOf } from './confirmed-of'

type Props = {
  waiting: readonly WaitingEmployers[]
  /** Where lists stand. */
  lists: string
  query: Record<string, string | string[] | undefined>
}

/** Takes a list of employers in, pasted or as a file, and leads to lists that wait. */
export async function NewEmployerList({ waiting, lists, query }: Props) {
  const t = await getTranslations('employers.list')
  const format = await getFormatter()
  const problem = readProblem(query)
  const confirmed = confirmedOf(query)
  const discarded = query.done === 'discarded' ? t('discarded') : null
  return (
    <div className="grid gap-6">
      <Outcome
        form
        problem={problem}
        done={confirmed === null ? discarded : t('confirmed', { count: confirmed })}
      />
      {waiting.length > 0 ? (
        <Notice title={t('waiting')}>
          <p>{t('waitingText')}</p>
          <ul>
            {waiting.map(({ id, fileName, createdAt }) => (
              <li key={id}>
                <Link href={`${lists}/${id}`} prefetch={false} className="link inline-block py-0.5">
                  <Said>{fileName ?? t('pasted')}</Said>
                </Link>{' '}
                ({format.dateTime(createdAt, { dateStyle: 'medium', timeStyle: 'short' })})
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <form
        method="post"
        action={`${lists}/upload`}
        encType="multipart/form-data"
        className="grid max-w-3xl gap-3"
      >
        <TextAreaField
          name="text"
          rows={10}
          label={t('label')}
          hint={t('hint')}
          defaultValue={typedIn(query).get('text') ?? ''}
          maxLength={longestEmployerText}
          spellCheck={false}
        />
        <p className="text-sm text-muted">
          {t('exampleLabel')} <code>{t('example')}</code>
        </p>
        <label className="grid gap-1">
          <span className="font-semibold">{t('file')}</span>
          <input
            type="file"
            name="file"
            accept=".csv,.tsv,.txt,.xlsx,.xlsm,text/csv,text/plain"
            className="control"
          />
        </label>
        <div>
          <SendButton variant="primary" pending={t('checking')}>
            {t('check')}
          </SendButton>
        </div>
      </form>
    </div>
  )
}
