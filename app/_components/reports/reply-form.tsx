import { useFormatter, useTranslations } from 'next-intl'
import { longestReply, type ReplyView } from '@/server/domain/reading/replies'
import { Button } from '../ui/button'
import { TextAreaField } from '../ui/field'
import { Notice } from '../ui/notice'
import { Refusal } from '../ui/refusal'
import { Said } from '../ui/said'
import { Hidden } from './decide-form'
import type { DecisionDesk } from './decision-desk'
import { replyId, reportForm } from './report-forms'

/** Who reads what is published, and from when. */
export type ReplyReaders = {
  /** Of a confirmed provider. */
  confirmed: boolean
  /** Of a published credential. */
  published: boolean
  publicFrom: Date | null
}

type Props = {
  desk: DecisionDesk
  place: { credential: string; occupation: string }
  /** The line it is beside; null beside the whole map. */
  line: { key: string; label: string } | null
  reply: ReplyView | null
  readers: ReplyReaders
}

/** A provider's words in public: what stands, and the form that writes the next version. */
export function ReplyForm({ desk, place, line, reply, readers }: Props) {
  const t = useTranslations('replies.form')
  const about = replyId(line?.key ?? null)
  const { problem, done, typed } = lastOf(desk, about)
  const common = {
    ...{ about, ...place, competencyId: line?.key ?? '', seen: reply?.id ?? '' },
    clientKey: crypto.randomUUID(),
  }
  const mayPublish = readers.confirmed && readers.published
  return (
    <div className="reply-form">
      {done === 'draft' || done === 'published' || done === 'withdrawn' ? (
        <Notice kind="good" announce>
          {t(`done.${done}`)}
        </Notice>
      ) : null}
      <Standing reply={reply} now={desk.now} refused={problem !== null} />
      <form
        method="post"
        action={reportForm(desk.org, 'reply', desk.here)}
        className="no-print grid gap-3"
      >
        <Hidden fields={common} />
        {problem ? (
          <Refusal problem={problem} {...(problem.field ? { at: `text-${about}` } : {})} />
        ) : null}
        <TextAreaField
          id={`text-${about}`}
          name="text"
          label={line ? t('labelLine', { line: line.label }) : t('label')}
          hint={t('hint', { most: longestReply })}
          error={problem?.field === 'text' ? problem.message : undefined}
          rows={4}
          maxLength={longestReply}
          defaultValue={(problem ? typed.get('text') : null) ?? reply?.text ?? ''}
        />
        <Readers readers={readers} />
        <div className="flex flex-wrap gap-2.5">
          {mayPublish ? (
            <Button variant="primary" name="act" value="publish">
              {t('publish')}
            </Button>
          ) : null}
          <Button name="act" value="draft">
            {t('save')}
          </Button>
        </div>
      </form>
      {reply?.published ? (
        <form
          method="post"
          action={reportForm(desk.org, 'withdraw', desk.here)}
          className="no-print"
        >
          <Hidden fields={{ ...common, clientKey: crypto.randomUUID() }} />
          <Button
            variant="quiet"
            {...(line ? { 'aria-label': t('withdrawNamed', { line: line.label }) } : {})}
          >
            {t('withdraw')}
          </Button>
        </form>
      ) : null}
    </div>
  )
}

type StandingProps = { reply: ReplyView | null; now: Date; refused: boolean }

/**
 * What stands in public where the newest version is not that, and why something does not. Once what was typed was refused
 * the field holds that, so a draft that somebody else kept meanwhile is said here.
 */
function Standing({ reply, now, refused }: StandingProps) {
  const t = useTranslations('replies.form')
  const format = useFormatter()
  const day = (at: Date) => format.dateTime(at, { dateStyle: 'medium' })
  if (!reply) return null
  const { published, meanwhile, hidden, state, by } = reply
  return (
    <>
      {meanwhile ? (
        <Quoted of={t('stands', { date: day(meanwhile.at) })} text={meanwhile.text} />
      ) : null}
      {published ? (
        <Quoted
          of={t(published.at > now ? 'waits' : 'stands', { date: day(published.at) })}
          text={published.text}
        />
      ) : null}
      {hidden ? (
        <Notice kind="warn">{t('hidden', { date: day(hidden.at), reason: hidden.reason })}</Notice>
      ) : null}
      {state === 'draft' && refused ? (
        <Quoted
          of={t('keptDraft', {
            date: day(reply.at),
            known: by === null ? 'no' : 'yes',
            by: by ?? '',
          })}
          text={reply.text}
        />
      ) : null}
      {state === 'draft' ? <p className="no-print text-sm text-muted">{t('isDraft')}</p> : null}
    </>
  )
}

function Quoted({ of, text }: { of: string; text: string }) {
  return (
    <div className="map-says">
      <p className="text-sm text-muted">{of}</p>
      <p className="whitespace-pre-line">
        <Said>{text}</Said>
      </p>
    </div>
  )
}

function Readers({ readers }: { readers: ReplyReaders }) {
  const t = useTranslations('replies.form')
  const format = useFormatter()
  const { confirmed, published, publicFrom } = readers
  const words = !confirmed
    ? t('unconfirmed')
    : !published
      ? t('draft')
      : publicFrom
        ? t('later', { date: format.dateTime(publicFrom, { dateStyle: 'long' }) })
        : t('now')
  return <p className="measure text-sm text-muted">{words}</p>
}

function lastOf({ last }: DecisionDesk, about: string) {
  const own = last.about === about
  return { ...last, problem: own ? last.problem : null, done: own ? last.done : null }
}
