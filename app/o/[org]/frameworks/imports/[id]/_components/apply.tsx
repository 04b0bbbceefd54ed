import { getTranslations } from 'next-intl/server'
import { Passages } from '@/app/_components/ui/passages'
import { Said } from '@/app/_components/ui/said'
import { blank } from '@/app/_i18n/blanks'
import {
  type AlikeRow,
  changesNothing,
  type ImportSummary,
  type ImportView,
} from '@/server/domain/catalogue/imports'
import { markDifferences } from '@/server/domain/catalogue/text-differences'
import { ApplyForm } from './apply-form'
import { Differences } from './differences'

type Props = { org: string; view: ImportView; summary: ImportSummary }

/** The last step: what is near-equal is decided about, and the import is applied. */
export async function Apply({ org, view, summary }: Props) {
  const t = await getTranslations('imports')
  return (
    <ApplyForm
      org={org}
      id={view.id}
      alike={summary.alike > 0 ? await alikeOf(summary) : null}
      words={{
        submit: changesNothing(summary) ? t('applyNothing') : t('apply'),
        pending: t('applying'),
        failed: t('failed'),
        leaveOut:
          view.errorCount > 0
            ? `${t('problems.errors', { count: view.errorCount })}. ${t('leaveOut')}`
            : null,
      }}
    />
  )
}

async function alikeOf({ added, changed, gone, alike, rows }: ImportSummary) {
  const t = await getTranslations('imports')
  const more = alike - rows.alike.length
  return {
    counts: { added, changed, gone, alike },
    pairs: rows.alike.map((row) => ({
      id: row.id,
      name: t('alike.pair', { before: row.before ?? '', after: row.statement }),
      ...wordingsOf(row),
    })),
    words: {
      title: t('alike.title'),
      hint: t('alike.hint'),
      now: t('alike.now'),
      row: t('alike.row'),
      same: t('alike.same'),
      different: t('alike.different'),
      allSame: t('alike.allSame'),
      allDifferent: t('alike.allDifferent'),
      more: more > 0 ? t('alike.more', { count: more }) : null,
      counts: blank(await getTranslations(), 'imports.alike.counts'),
    },
  }
}

function wordingsOf(row: AlikeRow) {
  const { before, after } = markDifferences(row.before ?? '', row.statement)
  return {
    now: (
      <Said>
        <Passages of={before} />
      </Said>
    ),
    row: (
      <>
        <Said>
          <Passages of={after} />
        </Said>
        <Differences row={row} />
      </>
    ),
  }
}
