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
    too_long: t('too_long'),
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
    duplicate: blank(all, 'cycles.addresses.duplicate'),
    ...(await failedWords()),
  }
}

export type AddressWords = Awaited<ReturnType<typeof addressWords>>
