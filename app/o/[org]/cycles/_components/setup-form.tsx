import Link from 'next/link'
import { getFormatter, getTranslations } from 'next-intl/server'
import { Button } from '@/app/_components/ui/button'
import {
  ChoiceField,
  FieldSet,
  fieldId,
  SelectField,
  TextAreaField,
  TextField,
} from '@/app/_components/ui/field'
import { Notice } from '@/app/_components/ui/notice'
import { Said } from '@/app/_components/ui/said'
import { caller } from '@/app/_trpc/caller'
import { cycleLimits } from '@/server/domain/asking/cycles'
import { chancesOf, invitationsNeeded } from '@/server/domain/asking/forecasts'
import { longestJob } from '@/server/domain/asking/job-name'
import { jobWord } from '@/server/domain/asking/job-words'
import { packetSize } from '@/server/domain/asking/packets'
import { FindOccupation } from './find-occupation'
import type { SetupState } from './setup-state'
import { zones } from './zones'

type Props = {
  org: string
  cycleId: string | null
  /** This page's own path: the form is shown again from its query while choosing. */
  path: string
  state: SetupState
}

/** Sets up a cycle with one plain form; "Find" shows it again with more to choose from. */
export async function SetupForm({ org, cycleId, path, state }: Props) {
  const t = await getTranslations('cycles.setup')
  const problems = await getTranslations('cycles.problem')
  const choices = await (await caller()).cycles.choices({
    org,
    occupationId: state.occupationId,
    credentialQuery: state.credentialQuery,
    competencyQuery: state.competencyQuery,
    credentialIds: state.credentialIds,
    competencyIds: state.competencyIds,
  })
  const { occupation } = choices
  if (!occupation)
    return <FindOccupation path={path} cycleId={cycleId} query={state.occupationQuery} />
  const chosenCredentials = new Set(state.credentialIds)
  const chosen = new Set(
    state.chosen
      ? state.competencyIds
      : choices.competencies
          .filter((each) => each.claimed > 0)
          .slice(0, packetSize)
          .map((each) => each.id),
  )
  const standard = jobWord(occupation)
  // The cycle's own title has its word apart: `title` is what stands over all of them.
  const wrong = state.problem === 'title' ? 'title_field' : (state.problem ?? '')
  const error = (field: string) => (state.problem === field ? problems(wrong) : undefined)
  return (
    <form
      method="post"
      action={`/o/${org}/cycles/save`}
      className="grid max-w-3xl gap-8"
      autoComplete="off"
    >
      {state.problem ? (
        <Notice kind="error" title={problems('title')}>
          {problems.has(wrong) ? (
            <a href={`#${fieldId(state.problem)}`} className="link">
              {problems(wrong)}
            </a>
          ) : null}
        </Notice>
      ) : null}
      {cycleId ? <input type="hidden" name="cycleId" value={cycleId} /> : null}
      <input type="hidden" name="occupation" value={occupation.id} />
      <input type="hidden" name="chosen" value="1" />
      <p className="border-y border-line py-3">
        <span className="text-muted">{t('occupationLabel')}</span> <b>{occupation.title}</b>{' '}
        <span className="text-muted">{occupation.code}</span>{' '}
        <Link
          href={cycleId ? `${path}?cycleId=${cycleId}&q=` : path}
          prefetch={false}
          className="link ml-2"
        >
          {t('change')}
        </Link>
      </p>
      <TextField
        name="title"
        label={t('name')}
        hint={t('nameHint')}
        defaultValue={state.title || occupation.title}
        maxLength={cycleLimits.title}
        error={error('title')}
        required
      />
      <TextField
        name="job"
        dir="auto"
        label={t('job')}
        hint={choices.mails ? t('jobHintUnconfirmed', { job: standard }) : t('jobHint')}
        defaultValue={state.job || standard}
        maxLength={longestJob}
        error={error('job')}
      />
      <div className="grid gap-3">
        <FieldSet
          name="credentialIds"
          legend={t('credentials')}
          hint={choices.credentials.length > 0 ? t('credentialsHint') : t('noCredentials')}
          error={error('credentialIds')}
        >
          {choices.credentials.map((credential) => (
            <ChoiceField
              key={credential.id}
              name="credential"
              value={credential.id}
              defaultChecked={
                state.chosen
                  ? chosenCredentials.has(credential.id)
                  : credential.fits && credential.own
              }
              label={credential.name}
              hint={credential.provider}
            />
          ))}
        </FieldSet>
        <Search
          name="cq"
          label={t('moreCredentials')}
          value={state.credentialQuery}
          path={path}
          find={t('find')}
        />
      </div>
      <div className="grid gap-3">
        <FieldSet
          name="competencyIds"
          legend={t('competencies')}
          hint={choices.competencies.length > 0 ? t('competenciesHint') : t('noCompetencies')}
          error={error('competencyIds')}
        >
          <ul className="grid gap-x-6 sm:grid-cols-2">
            {choices.competencies.map((competency) => (
              <li key={competency.id}>
                <ChoiceField
                  name="competency"
                  value={competency.id}
                  defaultChecked={chosen.has(competency.id)}
                  label={<Said>{competency.name}</Said>}
                  hint={t('claimedBy', {
                    count: competency.claimed,
                    framework: competency.framework,
                  })}
                />
              </li>
            ))}
          </ul>
        </FieldSet>
        <Search
          name="kq"
          label={t('moreCompetencies')}
          value={state.competencyQuery}
          path={path}
          find={t('find')}
          also={t('refresh')}
        />
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          name="closesOn"
          type="date"
          label={t('closes')}
          hint={t('closesHint')}
          defaultValue={state.closesOn}
          error={error('closesOn')}
          required
        />
        <SelectField
          name="timeZone"
          label={t('zone')}
          hint={t('zoneHint')}
          defaultValue={state.timeZone}
          options={zones(state.timeZone)}
          error={error('timeZone')}
        />
      </div>
      <ChoiceField
        name="byIndustry"
        value="1"
        defaultChecked={state.byIndustry}
        label={t('byIndustry')}
        hint={t('byIndustryHint')}
      />
      <TextAreaField
        name="message"
        label={t('message')}
        hint={choices.mails ? t('messageHintUnconfirmed', choices.mails) : t('messageHint')}
        defaultValue={state.message}
        maxLength={cycleLimits.message}
        error={error('message')}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          name="signerName"
          dir="auto"
          label={t('signerName')}
          hint={choices.mails ? t('signerHintUnconfirmed') : t('signerHint')}
          defaultValue={state.signerName ?? choices.signer.name}
          maxLength={cycleLimits.signed}
          error={error('signerName')}
        />
        <TextField
          name="signerTitle"
          dir="auto"
          label={t('signerTitle')}
          hint={t('signerTitleHint')}
          defaultValue={state.signerTitle ?? choices.signer.title}
          maxLength={cycleLimits.signed}
          error={error('signerTitle')}
        />
      </div>
      <InvitationsNeeded />
      <div className="flex flex-wrap gap-3 border-t border-line pt-5">
        <Button variant="primary">{cycleId ? t('save') : t('saveNew')}</Button>
        <Link
          href={cycleId ? `/o/${org}/cycles/${cycleId}` : `/o/${org}/cycles`}
          prefetch={false}
          className="btn btn-quiet"
        >
          {t('cancel')}
        </Link>
      </div>
    </form>
  )
}

/** How many to invite, before anybody is: the list itself is made on the next page. */
async function InvitationsNeeded() {
  const t = await getTranslations('cycles.setup')
  const format = await getFormatter()
  const needed = invitationsNeeded()
  const chance = (invited: number) => format.number(chancesOf(invited).fit, { style: 'percent' })
  return (
    <Notice title={t('invite', needed)}>
      <p className="measure">
        {t('inviteText', {
          five: chance(5),
          few: chance(needed.importance),
          fewCount: needed.importance,
          many: chance(needed.fit),
          manyCount: needed.fit,
        })}
      </p>
    </Notice>
  )
}

function Search(props: {
  name: string
  label: string
  value: string
  path: string
  find: string
  also?: string
}) {
  const again = { formMethod: 'get', formAction: props.path, formNoValidate: true } as const
  return (
    <div className="flex flex-wrap items-end gap-2">
      <div className="min-w-0 flex-1 basis-56">
        <TextField
          name={props.name}
          label={props.label}
          defaultValue={props.value}
          maxLength={80}
        />
      </div>
      <Button {...again}>{props.find}</Button>
      {props.also ? <Button {...again}>{props.also}</Button> : null}
    </div>
  )
}
