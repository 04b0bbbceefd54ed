import type { NextRequest } from 'next/server'
import { dataResponse } from '@/app/(public)/_read/data-response'
import { LINK_WEIGHTS } from '@/server/domain/method/coverage'
import { GOLD_RESULTS } from '@/server/domain/method/gold-results'
import { METHOD_CHANGES, METHOD_VERSION } from '@/server/domain/method/method-changes'
import { METHOD_CONSTANTS } from '@/server/domain/method/method-constants'
import {
  FIT_LEVELS,
  FIT_SHORTFALL,
  IMPORTANCE_LEVELS,
  IMPORTANCE_SCORE,
} from '@/server/domain/scales'

/** What the program computes with, for other programs. */
export async function GET(request: NextRequest): Promise<Response> {
  const body = {
    method: METHOD_VERSION,
    versions: METHOD_CHANGES.map(({ version, date }) => ({ version, date })),
    constants: METHOD_CONSTANTS,
    scales: {
      fit: { levels: FIT_LEVELS, shortfall: FIT_SHORTFALL },
      importance: { levels: IMPORTANCE_LEVELS, score: IMPORTANCE_SCORE },
    },
    linkWeights: LINK_WEIGHTS,
    referenceValues: GOLD_RESULTS,
  }
  return dataResponse(request, {
    body: JSON.stringify(body, null, 2),
    type: 'application/json; charset=utf-8',
  })
}
