/** A web or mail address, or a number to call. */
export function carriesAddress(name: string): boolean {
  if (/@|:\/\/|www\./i.test(name)) return true
  if (/[\p{L}\p{N}-]{2,}\.\p{L}{2,}/u.test(name)) return true
  return name.replace(/(\d)[ ./()-]{1,2}(?=\d)/g, '$1').match(/\d{9,}/) !== null
}

/** Letters of several alphabets in one name, or characters that are not seen. */
export function isDisguised(name: string): boolean {
  const alphabets = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u]
  return /[\p{Cc}\p{Cf}]/u.test(name) || alphabets.filter((each) => each.test(name)).length > 1
}
