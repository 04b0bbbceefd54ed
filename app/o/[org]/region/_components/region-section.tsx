import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/app/_components/ui/button'
import { TextField } from '@/app/_components/ui/field'
import { LinkButton } from '@/app/_components/ui/link-button'
import { Said } from '@/app/_components/ui/said'
import { Table } from '@/app/_components/ui/table'

export type Region = {
  id: string
  name: string
  slug: string
  counties: {
    id: string
    name: string
    state: string
    reportsTo: string | null
    claimedHere: boolean
  }[]
}

type Props = {
  org: string
  region: Region
  writes: boolean
  mayClaim: boolean
  /** The ways to add counties. */
  children: ReactNode
}

/** One region: its counties, whom each reports to, and the claim. */
export function RegionSection({ org, region, writes, mayClaim, children }: Props) {
  const t = useTranslations('region')
  const elsewhere = region.counties.filter((county) => !county.claimedHere).length
  return (
    <section aria-labelledby={region.id} className="mt-8 border-t-2 border-ink pt-4">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h2 id={region.id}>
          <Said>{region.name}</Said>
        </h2>
        <div className="flex flex-wrap gap-2.5">
          <LinkButton href={`/o/${org}/region/employment`}>{t('employment')}</LinkButton>
          <LinkButton href={`/o/${org}/summaries`}>{t('summary')}</LinkButton>
        </div>
      </div>
      <p className="mt-1 mb-3 text-muted">{t('counties', { count: region.counties.length })}</p>
      {region.counties.length > 0 ? (
        <Table
          caption={t('countiesCaption', { region: region.name })}
          columns={[
            { label: t('columns.county') },
            { label: t('columns.reports') },
            { label: t('columns.action'), hidden: true },
          ]}
        >
          {region.counties.map((county) => (
            <tr key={county.id}>
              <th scope="row">
                {county.name}
                <span className="sub">{county.state}</span>
              </th>
              <td>
                {county.claimedHere
                  ? t('here')
                  : (county.reportsTo ?? t('toState', { state: county.state }))}
              </td>
              <td className="text-right">
                {writes ? (
                  <form method="post" action={`/o/${org}/region/counties`}>
                    <input type="hidden" name="regionId" value={region.id} />
                    <input type="hidden" name="remove" value={county.id} />
                    <Button
                      aria-label={t('takeOutNamed', { county: county.name, region: region.name })}
                    >
                      {t('takeOut')}
                    </Button>
                  </form>
                ) : null}
              </td>
            </tr>
          ))}
        </Table>
      ) : null}
      {writes && region.counties.length > 0 ? (
        <div className="mt-5 max-w-[40rem]">
          {elsewhere > 0 ? (
            <form method="post" action={`/o/${org}/region/claim`} className="grid gap-3">
              <input type="hidden" name="regionId" value={region.id} />
              <p>{mayClaim ? t('claimText', { count: elsewhere }) : t('mayNot')}</p>
              {mayClaim ? (
                <div>
                  <Button variant="primary">{t('claim')}</Button>
                </div>
              ) : null}
            </form>
          ) : (
            <>
              <p>{t('claimedText')}</p>
              <details className="fold">
                <summary>{t('release')}</summary>
                <form method="post" action={`/o/${org}/region/release`} className="mt-2">
                  <input type="hidden" name="regionId" value={region.id} />
                  <p className="mb-2">{t('releaseText')}</p>
                  <Button variant="danger">{t('release')}</Button>
                </form>
              </details>
            </>
          )}
        </div>
      ) : null}
      {children}
      {writes ? (
        <details className="fold mt-4">
          <summary>{t('rename')}</summary>
          <form
            method="post"
            action={`/o/${org}/region/save`}
            className="mt-2 grid max-w-[32rem] gap-3"
          >
            <input type="hidden" name="id" value={region.id} />
            <TextField
              id={`name-${region.id}`}
              name="name"
              label={t('renameLabel', { region: region.name })}
              defaultValue={region.name}
              minLength={2}
              maxLength={120}
              required
            />
            <div>
              <Button>{t('rename')}</Button>
            </div>
          </form>
        </details>
      ) : null}
    </section>
  )
}
