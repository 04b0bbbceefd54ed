import 'server-only'
import { getFormatter, getTranslations } from 'next-intl/server'
import { dayWords, decisionWords } from '@/app/_components/decisions/decision-words'
import { lineId } from '@/app/_components/reports/report-forms'
import { bold } from '@/app/_components/ui/bold'
import { LinkButton } from '@/app/_components/ui/link-button'
import { Said } from '@/app/_components/ui/said'
import { openGroupOf } from '@/server/domain/reading/decision-mails'
import type { OpenDecisions } from '@/server/domain/reading/decisions'
import type { MapLine } from '@/server/domain/reading/map-list'
import type { ReportListItem } from '@/server/domain/reading/report-view'
import type { Todo } from './todo-list'

/** What is due: overdue first, then what is due soon. */
export async function decisionTodo({
  org,
  decided: { open, today },
}: {
  org: string
  decided: OpenDecisions
}): Promise<Todo[]> {
  const t = await getTranslations('home.provider')
  const words = await getTranslations('decisions')
  const format = await getFormatter()
  return open.flatMap((decision): Todo[] => {
    const { dueOn, credential, occupation, competencyId, label } = decision
    const due = openGroupOf(dueOn, today)
    if (dueOn === null || (due !== 'overdue' && due !== 'soon')) return []
    const report = `/o/${org}/reports/${credential.slug}/${occupation.code}`
    return [
      {
        key: `due ${decision.id}`,
        when:
          due === 'overdue' ? t('overdueWord') : t('dueWord', { date: dayWords(format, dueOn) }),
        text: t.rich('due', {
          ...bold,
          ...{ line: label, credential: credential.name, said: decisionWords(words, decision) },
        }),
        action: (
          <LinkButton href={`${report}#${lineId(competencyId)}`}>
            {t('dueAction')}
            <span className="sr-only">
              {' '}
              <Said>{label}</Said>
            </span>
          </LinkButton>
        ),
      },
    ]
  })
}

/** What has not been decided, and what to look into. */
export async function lineTodo({
  org,
  reports,
  isFresh,
}: {
  org: string
  reports: readonly ReportListItem[]
  isFresh: (at: Date) => boolean
}): Promise<Todo[]> {
  const t = await getTranslations('home.provider')
  const newest = Math.max(0, ...reports.map(({ map }) => map.release?.no ?? 0))
  const when = ({ release }: MapLine) =>
    release && release.no === newest && isFresh(release.at) ? t('newWord') : t('openWord')
  const item = (map: MapLine, kind: 'act' | 'looksShort', count: number): Todo => ({
    key: `${map.credential.slug} ${map.occupation.code} ${kind}`,
    when: when(map),
    text: t.rich(kind, {
      ...bold,
      ...{ count, credential: map.credential.name, occupation: map.occupation.title },
    }),
    action: (
      <LinkButton href={`/o/${org}/reports/${map.credential.slug}/${map.occupation.code}`}>
        {t(kind === 'act' ? 'actAction' : 'report')}
        <span className="sr-only">
          {' '}
          <Said>{map.credential.name}</Said>, {map.occupation.title}
        </span>
      </LinkButton>
    ),
  })
  return reports
    .filter(({ map }) => map.release !== null && map.employers > 0)
    .sort((a, b) => (b.map.release?.no ?? 0) - (a.map.release?.no ?? 0))
    .flatMap(({ map, lines }) => {
      const undecided = lines ? lines.of - lines.decided : 0
      return [
        ...(undecided > 0 ? [item(map, 'act', undecided)] : []),
        ...(map.words.looks_short > 0 ? [item(map, 'looksShort', map.words.looks_short)] : []),
      ]
    })
}
