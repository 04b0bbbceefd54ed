import type { FrameworkPackage } from '@/server/domain/catalogue/frameworks'
import { readAddressFile } from '@/server/formats/address-file'
import { readClaimFile } from '@/server/formats/claim-file'
import { readEmployerFile } from '@/server/formats/employer-file'
import { readEmploymentFile } from '@/server/formats/employment-file'
import { countPackage, openFrameworkFile, readFrameworkFile } from '@/server/formats/framework-file'
import { answerParent } from './answer-parent'
import {
  type AddressPart,
  type ClaimPart,
  type EmployerPart,
  type EmploymentPart,
  type FrameworkPart,
  UploadJob,
} from './upload-jobs'

const atOnce = 50

// What runs in the child: it knows every format and neither the database nor the settings.
void answerParent(function* (asked, bytes) {
  const job = UploadJob.parse(asked)
  switch (job.kind) {
    case 'open': {
      const { format, problems, sheet } = openFrameworkFile(bytes, job)
      yield { format, problems, sheet }
      if (sheet === null || sheet.fixed) {
        const { sheet: chosen, headingLine } = sheet ?? job
        const about = { format, sheet: chosen, headingLine, head: { name: job.fileName } }
        yield* inParts(readFrameworkFile(bytes, about))
      }
      return
    }
    case 'framework': {
      yield* inParts(readFrameworkFile(bytes, job))
      return
    }
    case 'count': {
      const head = { name: '' }
      yield countPackage(readFrameworkFile(bytes, { ...job, format: 'csv', head }))
      return
    }
    case 'addresses': {
      yield readAddressFile(bytes, job) satisfies AddressPart
      return
    }
    case 'claims': {
      yield readClaimFile(bytes, job) satisfies ClaimPart
      return
    }
    case 'employers': {
      yield readEmployerFile(bytes, job) satisfies EmployerPart
      return
    }
    case 'employment': {
      const { rows, problems, remarks, sheet } = readEmploymentFile(bytes, job)
      yield { rows: [], problems: [], remarks, sheet } satisfies EmploymentPart
      for (const some of slices(rows)) yield { rows: some, problems: [], remarks: [] }
      for (const some of slices(problems)) yield { rows: [], problems: some, remarks: [] }
      return
    }
  }
})

function* inParts(found: FrameworkPackage): Iterable<FrameworkPart> {
  const { format, framework, competencies, associations, problems } = found
  yield { of: 'framework', format, framework }
  for (const some of slices(competencies)) yield { of: 'competencies', some }
  for (const some of slices(associations)) yield { of: 'associations', some }
  for (const some of slices(problems)) yield { of: 'problems', some }
}

function* slices<T>(all: T[]): Iterable<T[]> {
  for (let at = 0; at < all.length; at += atOnce) yield all.slice(at, at + atOnce)
}
