/** What is said of a file whose letters had to be guessed; the sentences stand with the imports. */
export const encodingRemarks = ['encoding_windows_1252', 'encoding_mixed'] as const
export type EncodingRemark = (typeof encodingRemarks)[number]

/** Whether a reason is one of these. */
export function isEncodingRemark(reason: string): reason is EncodingRemark {
  return encodingRemarks.some((each) => each === reason)
}
