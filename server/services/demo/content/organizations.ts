import type { SizeBand } from '@/server/domain/people/organizations'
import type { DemoCounty } from './places'

/** Partnership and providers; every name is made up and every domain reserved for examples. */
export type DemoHost = {
  key: 'partnership' | 'college' | 'care-school' | 'trades-fund'
  kind: 'partnership' | 'provider'
  name: string
  slug: string
  domain: string
  county: DemoCounty
  industry: string
  sizeBand: SizeBand
}

export const DEMO_HOSTS: readonly DemoHost[] = [
  {
    key: 'partnership',
    kind: 'partnership',
    name: 'Four Harbors Workforce Partnership',
    slug: 'four-harbors-workforce-partnership',
    domain: 'fourharbors.example',
    county: '39093',
    industry: '923130',
    sizeBand: '10-49',
  },
  {
    key: 'college',
    kind: 'provider',
    name: 'Four Harbors Community College',
    slug: 'four-harbors-community-college',
    domain: 'fhcc.example',
    county: '39093',
    industry: '611210',
    sizeBand: '250-999',
  },
  {
    key: 'care-school',
    kind: 'provider',
    name: 'Fairlead School of Health',
    slug: 'fairlead-school-of-health',
    domain: 'fairleadhealth.example',
    county: '39043',
    industry: '611519',
    sizeBand: '50-249',
  },
  {
    key: 'trades-fund',
    kind: 'provider',
    name: 'North Shore Joint Apprenticeship Fund',
    slug: 'north-shore-joint-apprenticeship-fund',
    domain: 'nsjaf.example',
    county: '39143',
    industry: '611513',
    sizeBand: '10-49',
  },
]
