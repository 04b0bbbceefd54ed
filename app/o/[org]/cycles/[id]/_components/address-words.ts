import { getTranslations } from 'next-intl/server'

/** Finished strings for the address box; those with numbers keep `{count}` and the like. */
export async function addressWords() {
  const t = await getTranslations('cycles.addresses')
  const raw = (key: 'add' | 'added' | 'failed' | 'good' | 'bad' | 'duplicate') => String(t.raw(key))
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
    already_invited: t('already_invited'),
    add: raw('add'),
    added: raw('added'),
    failed: raw('failed'),
    good: raw('good'),
    bad: raw('bad'),
    duplicate: raw('duplicate'),
  }
}

export type AddressWords = Awaited<ReturnType<typeof addressWords>>
