import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { QuietPage } from '@/app/_components/quiet-page'
import { Button } from '@/app/_components/ui/button'
import { ChoiceField, FieldSet, TextField } from '@/app/_components/ui/field'
import { Outcome } from '@/app/_components/ui/outcome'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { caller } from '@/app/_trpc/caller'
import { readProblem } from '@/app/_trpc/form-problem'
import { pageData } from '@/app/_trpc/page-data'
import { ownDomain } from '@/server/domain/people/addresses'
import { organizationKinds } from '@/server/domain/permissions'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('welcome')
  return { title: t('title'), robots: { index: false } }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function WelcomePage({ searchParams }: Props) {
  const api = await caller()
  const { email } = await pageData(api.organizations.mine())
  const claimable = await api.organizations.claimable()
  const query = await searchParams
  const problem = readProblem(query)
  const t = await getTranslations('welcome')
  const domain = ownDomain(email)
  return (
    <QuietPage>
      <PageHeading title={t('title')} lede={t('lede')} />
      <Outcome form problem={problem} />
      {claimable.length > 0 ? (
        <section aria-labelledby="claim" className="mt-4 mb-10">
          <h2 id="claim">{t('claimTitle')}</h2>
          <p className="mt-1 mb-3 text-muted">{t('claimLede')}</p>
          <ul className="rows">
            {claimable.map((each) => (
              <li key={each.id}>
                <form
                  method="post"
                  action="/welcome/claim"
                  className="flex flex-wrap items-center justify-between gap-3"
                >
                  <input type="hidden" name="organizationId" value={each.id} />
                  <p>
                    <b>
                      <Said>{each.name}</Said>
                    </b>
                    <span className="block text-muted">{each.domain}</span>
                  </p>
                  <Button aria-label={t('claimNamed', { name: each.name })}>{t('claim')}</Button>
                </form>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section aria-labelledby="create" className="mt-4">
        <h2 id="create">{t('createTitle')}</h2>
        <form method="post" action="/welcome/create" className="mt-3 grid gap-5">
          <FieldSet legend={t('kind')}>
            {organizationKinds.map((kind) => (
              <ChoiceField
                key={kind}
                type="radio"
                name="kind"
                value={kind}
                label={t(`kinds.${kind}`)}
                hint={t(`kinds.${kind}Hint`)}
                defaultChecked={query['was.kind'] === kind}
                required
              />
            ))}
          </FieldSet>
          <TextField
            name="name"
            label={t('name')}
            hint={t('nameHint')}
            defaultValue={typeof query['was.name'] === 'string' ? query['was.name'] : ''}
            autoComplete="organization"
            minLength={2}
            maxLength={120}
            required
          />
          <p className="text-muted">{domain ? t('ownDomain', { domain }) : t('freeMail')}</p>
          <div>
            <Button variant="primary">{t('create')}</Button>
          </div>
        </form>
      </section>
      <section aria-labelledby="asked" className="mt-10">
        <h2 id="asked">{t('requestsTitle')}</h2>
        <p className="mt-1 text-muted">{t('requestsText')}</p>
      </section>
      <form method="post" action="/api/sign-out" className="mt-8">
        <p className="kick mb-2">{t('signedInAs', { email })}</p>
        <Button>{t('signOut')}</Button>
      </form>
    </QuietPage>
  )
}
