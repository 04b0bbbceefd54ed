import { getTranslations } from 'next-intl/server'
import { blank } from '@/app/_i18n/blanks'
import { addressProblems } from '@/server/domain/people/address-lists'

/** The words of a list's table, which is drawn again in the browser as its rows change. */
export async function rowWords() {
  const t = await getTranslations('cycles.rows')
  const addresses = await getTranslations('cycles.addresses')
  const cycle = await getTranslations('cycles.cycle')
  const all = await getTranslations()
  const plain = addressProblems.filter((problem) => problem !== 'duplicate')
  return {
    caption: t('caption'),
    line: addresses('line'),
    cells: {
      email: addresses('address'),
      name: t('name'),
      employer: addresses('employer'),
      county: t('county'),
      industry: t('industry'),
    },
    confirmed: t('confirmed'),
    remark: t('remark'),
    out: t('out'),
    yes: t('yes'),
    no: cycle('unconfirmed'),
    how: { domain: addresses('domain'), name: addresses('name'), new: t('new') },
    from: { asker: t('fromAsker'), proposal: t('fromProposal') },
    noCounty: t('noCounty'),
    noEmployer: t('noEmployer'),
    ofRecord: t('ofRecord'),
    label: blank(all, 'cycles.rows.label'),
    problems: Object.fromEntries(plain.map((problem) => [problem, addresses(problem)])),
    duplicate: blank(all, 'cycles.addresses.duplicate'),
    county: { unknown: t('countyUnknown'), several: blank(all, 'cycles.rows.countySeveral') },
    industry: { unknown: t('industryUnknown'), several: blank(all, 'cycles.rows.industrySeveral') },
    kept: blank(all, 'cycles.rows.kept'),
    keptWrong: blank(all, 'cycles.rows.keptWrong'),
    keeping: t('keeping'),
    refused: blank(all, 'site.refused'),
    failed: t('failed'),
  }
}

export type RowWords = Awaited<ReturnType<typeof rowWords>>
