import { getTranslations } from 'next-intl/server'
import { failedWords } from '@/app/_components/ui/failed-words'
import { blank } from '@/app/_i18n/blanks'

/** The words of the address box; the browser fills in the numbers. */
export async function addressWords() {
  const t = await getTranslations('cycles.addresses')
  const all = await getTranslations()
  return {
    title: t('title'),
    label: t('label'),
    hint: t('hint'),
    file: t('file'),
    tooLarge: t('tooLarge'),
    encoding_windows_1252: all('imports.reason.encoding_windows_1252'),
    encoding_mixed: all('imports.reason.encoding_mixed'),
    replaced: t('replaced'),
    putBack: t('putBack'),
    columns: t('columns'),
    columnsHint: t('columnsHint'),
    examples: t('examples'),
    noColumn: t('noColumn'),
    column_email: t('column_email'),
    column_employer: t('column_employer'),
    column_name: t('column_name'),
    column_firstName: t('column_firstName'),
    column_lastName: t('column_lastName'),
    saveRefused: t('saveRefused'),
    refusedFile: t('refusedFile'),
    check: t('check'),
    checking: t('checking'),
    adding: t('adding'),
    back: t('back'),
    line: t('line'),
    address: t('address'),
    employer: t('employer'),
    how: t('how'),
    domain: t('domain'),
    name: t('name'),
    new: t('new'),
    problem: t('problem'),
    not_an_address: t('not_an_address'),
    no_address: t('no_address'),
    too_many: t('too_many'),
    no_employer: t('no_employer'),
    several_employers: t('several_employers'),
    already_invited: t('already_invited'),
    joined: blank(all, 'cycles.addresses.joined'),
    joinedNames: blank(all, 'cycles.addresses.joinedNames'),
    joinedDomains: blank(all, 'cycles.addresses.joinedDomains'),
    shared: blank(all, 'cycles.addresses.shared'),
    sharedDomain: blank(all, 'cycles.addresses.sharedDomain'),
    add: blank(all, 'cycles.addresses.add'),
    added: blank(all, 'cycles.addresses.added'),
    good: blank(all, 'cycles.addresses.good'),
    bad: blank(all, 'cycles.addresses.bad'),
    badShown: blank(all, 'cycles.addresses.badShown'),
    columnNumber: blank(all, 'cycles.addresses.columnNumber'),
    unused: blank(all, 'cycles.addresses.unused'),
    duplicate: blank(all, 'cycles.addresses.duplicate'),
    ...(await failedWords()),
  }
}

export type AddressWords = Awaited<ReturnType<typeof addressWords>>
