import type { inferRouterOutputs } from '@trpc/server'
import { getTranslations } from 'next-intl/server'
import { cardQuestions } from '@/app/_components/rating/card-questions'
import { Choices } from '@/app/_components/rating/choices'
import { CompetencyCard } from '@/app/_components/rating/competency-card'
import { scaleChoices } from '@/app/_components/rating/scale-choices'
import { WhoStores } from '@/app/_components/rating/who-stores'
import { Notice } from '@/app/_components/ui/notice'
import { blank } from '@/app/_i18n/blanks'
import { MISSING, type Missing } from '@/server/domain/asking/draft-fields'
import { draftProgress, draftText, holdsAnswers } from '@/server/domain/asking/drafts'
import type { AppRouter } from '@/server/routers/index'
import { AnswerKeeper } from './answer-keeper'
import { CompetencyList } from './competency-list'
import { ForgottenLine } from './forgotten-line'
import { KeysHint } from './keys-hint'
import { MissingList } from './missing-list'
import { PassOnLink } from './pass-on-link'
import { RateBar } from './rate-bar'

type Props = {
  code: string
  clientKey: string
  packet: inferRouterOutputs<AppRouter>['ratings']['readPacket']
  until: string
  /** Send was pressed before, and something was missing. */
  tried: boolean
  changed: boolean
}

const formId = 'rate'

/** The whole packet as one plain form; scripts only add that each tap is saved as it is made. */
export async function RatingForm({ code, clientKey, packet, until, tried, changed }: Props) {
  const t = await getTranslations('ratings.rate')
  const s = await getTranslations('scales')
  const all = await getTranslations()
  const choices = await scaleChoices()
  const { draft, questions, credential, job } = packet
  const progress = draftProgress(draft)
  const total = questions.length
  const asked = await cardQuestions(packet)
  const firstOpen = questions.findIndex((_, at) => !isDone(draft, at))
  const missing = tried ? progress.missing : []
  const problems: Record<Missing, string> = {
    role: t('missingRole'),
    exposure: t('missingExposure', { credential }),
    i0: t('missingAnswer'),
  }
  const required = (field: Missing) => ({
    problem: problems[field],
    shown: missing.includes(field),
  })
  const answer = (packed: string, at: number) => (packed[at] === '-' ? null : (packed[at] ?? null))
  return (
    <>
      <RateBar
        credential={credential}
        line={t('header', { job, asker: packet.asker })}
        progress={t('progress', { done: progress.done, total })}
        share={total > 0 ? progress.done / total : 0}
        saved={holdsAnswers(draft) ? t('saved') : ''}
        save={t('save')}
        formId={formId}
        saveUrl={`/r/${code}/save`}
      />
      <main id="main" className="rate-frame">
        <div className="rate-side">
          <KeysHint title={t('keysTitle')} on={t('keysOn')} texts={[t('keys'), t('enter')]} />
          <CompetencyList
            title={t('list')}
            doneWord={t('done')}
            questions={questions.map((question, at) => ({
              name: question.name,
              done: isDone(draft, at),
            }))}
          />
        </div>
        <form
          id={formId}
          method="post"
          action={`/r/${code}/send`}
          className="rate-form"
          autoComplete="off"
        >
          <h1 className="sr-only">{t('title', { credential })}</h1>
          {packet.mayPassOn ? <PassOnLink code={code} /> : null}
          <input type="hidden" name="key" value={clientKey} />
          <input type="hidden" name="packet" value={packet.id} />
          <input type="hidden" name="was" defaultValue={draftText(draft)} />
          {packet.sentBefore ? <Notice>{t('again')}</Notice> : null}
          {changed ? <Notice kind="warn" announce title={t('changed')} /> : null}
          <MissingList
            title={t('missing')}
            problems={MISSING.map((field) => ({ field, ...required(field) }))}
          />
          <section className="card" data-step="first" tabIndex={-1} aria-label={t('before')}>
            <Choices
              name="role"
              legend={s('role.question')}
              choices={choices.role}
              chosen={draft.role}
              look="plain"
              required={required('role')}
            />
            <Choices
              name="exposure"
              legend={s('exposure.question', { credential })}
              choices={choices.exposure}
              chosen={draft.exposure}
              look="plain"
              required={required('exposure')}
            />
          </section>
          <p className="missing" data-missing="i0" hidden={!missing.includes('i0')}>
            {problems.i0}
          </p>
          {questions.map((question, at) => (
            <CompetencyCard
              key={question.id}
              position={at}
              place={t('card', { position: at + 1, total })}
              name={question.name}
              statement={question.statement}
              questions={at === 0 || at === firstOpen ? asked.whole : asked.short}
              choices={choices}
              importance={answer(draft.importance, at)}
              fit={answer(draft.fit, at)}
              folded={isDone(draft, at)}
            />
          ))}
          <section className="card" data-step="last" tabIndex={-1} aria-label={t('last')}>
            <Choices
              name="value"
              legend={s('value.question', { job, credential })}
              choices={choices.value}
              chosen={draft.value === '-' ? null : draft.value}
              look="plain"
              className="asks-fit"
            />
            <ForgottenLine draft={draft} />
            <fieldset className="conflict">
              <legend>{t('conflict')}</legend>
              <label className="option">
                <input
                  type="checkbox"
                  name="staff"
                  value="yes"
                  defaultChecked={draft.providerStaff}
                />
                <span>{t('staff', { provider: packet.provider })}</span>
              </label>
              <label className="option">
                <input type="checkbox" name="holder" value="yes" defaultChecked={draft.holder} />
                <span>{t('holder')}</span>
              </label>
            </fieldset>
            <button type="submit" className="btn btn-primary btn-send">
              {packet.sentBefore ? t('sendAgain') : t('send')}
            </button>
            <p className="rater-note">{t('sendHint', { date: until })}</p>
            <WhoStores operator={packet.operator} />
          </section>
        </form>
      </main>
      <AnswerKeeper
        formId={formId}
        tapUrl={`/r/${code}/tap`}
        packet={packet.id}
        keptAs={packet.keptAs}
        words={{
          saved: t('saved'),
          saving: t('saving'),
          sending: t('sending'),
          offline: t('offline'),
          away: t('away'),
          notSent: t('notSent'),
          notSaved: t('notSaved'),
          ended: t('endedMeanwhile'),
          progress: blank(all, 'ratings.rate.progress'),
          keys: {
            changed: blank(all, 'ratings.rate.keyChanged'),
            undone: blank(all, 'ratings.rate.keyUndone'),
            undo: t('undo'),
          },
        }}
      />
    </>
  )
}

function isDone(draft: Props['packet']['draft'], at: number): boolean {
  const single = { ...draft, importance: draft.importance[at] ?? '-', fit: draft.fit[at] ?? '-' }
  return draftProgress(single).done === 1
}
