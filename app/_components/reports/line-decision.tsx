import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { changesCurriculum, type DecisionView, mayUndo } from '@/server/domain/reading/decisions'
import type { MapView } from '@/server/domain/reading/map-view'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { type DecidedLine, DecideForm, Hidden, lastOf, placeOf } from './decide-form'
import type { DecisionDesk } from './decision-desk'
import { DecisionHistory, DecisionText } from './decision-text'
import { FinishForm } from './finish-form'
import { LookAgain } from './look-again'
import type { ReadByProps } from './read-by'
import { lineId, reportForm } from './report-forms'

type Props = {
  desk: DecisionDesk
  line: DecidedLine
  /** Newest first. */
  decisions: readonly DecisionView[]
  /** What the line says today; null where it is on no map any more. */
  row: MapView['rows'][number] | null
  readBy: ReadByProps
  /** The form stands open: the next line to decide. */
  open?: boolean
}

/** What was decided about a line and how it goes, or the way to decide it. */
export function LineDecision({ desk, line, decisions, row, readBy, open = false }: Props) {
  const t = useTranslations('decisions')
  const { problem, done, typed } = lastOf(desk, line)
  const [standing, ...earlier] = decisions
  const refused = problem === null ? null : typed.get('form')
  const form = <DecideForm {...{ desk, line, readBy }} standing={standing ?? null} />
  return (
    <div id={lineId(placeOf(line))} className="line-decision">
      {done === 'decided' || done === 'undone' || done === 'finished' ? (
        <Notice kind="good" announce>
          {t(`done.${done}`)}
        </Notice>
      ) : null}
      {problem && !refused ? <Notice kind="error">{problem.message}</Notice> : null}
      {standing ? (
        <>
          <DecisionText decision={standing} today={desk.today} />
          <LookAgain decision={standing} row={row} />
          {desk.mayDecide ? (
            <div className="line-acts">
              <Act
                label={t('change')}
                named={t('changeNamed', { line: line.label })}
                open={refused === 'decide'}
              >
                {form}
              </Act>
              {changesCurriculum(standing.choice) ? (
                <Act
                  label={t('finish')}
                  named={t('finishNamed', { line: line.label })}
                  open={refused === 'finish'}
                >
                  <FinishForm desk={desk} line={line} decisionId={standing.id} />
                </Act>
              ) : null}
              {mayUndo(standing, desk.now) ? (
                <form method="post" action={reportForm(desk.org, 'undo', desk.here)}>
                  <Hidden fields={{ about: placeOf(line), decisionId: standing.id }} />
                  <Button aria-label={t('undoNamed', { line: line.label })}>{t('undo')}</Button>
                </form>
              ) : null}
            </div>
          ) : null}
          <DecisionHistory decisions={earlier} />
        </>
      ) : desk.mayDecide ? (
        <Act
          label={t('decide')}
          named={t('decideNamed', { line: line.label })}
          open={open || refused === 'decide'}
        >
          {form}
        </Act>
      ) : (
        <p className="text-muted">{t('undecided')}</p>
      )}
    </div>
  )
}

/** A form behind its name; without a script, too. */
function Act({
  label,
  named,
  open,
  children,
}: {
  label: string
  named: string
  open: boolean
  children: ReactNode
}) {
  return (
    <details className="fold" open={open}>
      <summary>
        <span aria-hidden="true">{label}</span>
        <span className="sr-only">{named}</span>
      </summary>
      {children}
    </details>
  )
}
