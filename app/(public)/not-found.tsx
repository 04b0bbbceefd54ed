import { MissingPage, missingPageMetadata } from '@/app/_components/missing-page'

export const generateMetadata = missingPageMetadata

export default function PublicNotFound() {
  return <MissingPage />
}
