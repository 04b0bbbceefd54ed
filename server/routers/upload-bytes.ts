import { z } from 'zod'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'
import { saidAs } from '@/server/domain/errors'

/** An uploaded file. One byte more than allowed still comes in, to be refused in words. */
export const UploadBytes = z
  .instanceof(Uint8Array)
  .refine((bytes) => bytes.byteLength <= frameworkLimits.bytes + 1, saidAs('files.tooLarge'))
