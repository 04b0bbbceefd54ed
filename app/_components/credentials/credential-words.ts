import 'server-only'
import { getTranslations } from 'next-intl/server'
import { blank } from '@/app/_i18n/blanks'
import { credentialFields, credentialKinds } from '@/server/domain/catalogue/credentials'
import { byField } from '@/server/domain/fields'
import type { CredentialWords } from './credential-form'

/** The words of the credential form, for making or for changing one. */
export async function credentialWords(submit: 'create' | 'save'): Promise<CredentialWords> {
  const t = await getTranslations('own-credentials')
  const all = await getTranslations()
  return {
    fields: byField(credentialFields, (field) => ({
      label: t(`form.${field}`),
      hint: t.has(`form.${field}Hint`) ? t(`form.${field}Hint`) : null,
    })),
    submit: t(`form.${submit}`),
    saving: t('form.saving'),
    failed: t('form.failed'),
    kinds: credentialKinds.map((value) => ({ value, label: t(`kind.${value}`) })),
    occupation: {
      label: t('form.occupations'),
      hint: t('form.occupationsHint'),
      nothing: t('form.occupationNothing'),
      failed: t('form.failed'),
      add: blank(all, 'own-credentials.form.occupationAdd'),
      remove: blank(all, 'own-credentials.form.occupationRemove'),
    },
  }
}
