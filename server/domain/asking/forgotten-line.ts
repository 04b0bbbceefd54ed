/** How long a rater's line may be that says what a list of competencies lacks. */
export const forgottenLength = 300

/** A rater's line as it is kept: one line, without what is no text. */
export function forgottenLine(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, forgottenLength)
}
