import { MissingPage, missingPageMetadata } from './_components/missing-page'
import { SiteFooter } from './_components/site-footer'
import { TopBar } from './_components/top-bar'

export const generateMetadata = missingPageMetadata

export default function NotFound() {
  return (
    <>
      <TopBar />
      <main id="main" tabIndex={-1} className="wrap outline-none">
        <MissingPage />
      </main>
      <SiteFooter />
    </>
  )
}
