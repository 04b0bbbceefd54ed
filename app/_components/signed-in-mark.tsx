/** The cookie's name ends so on every site: `signedInCookie`. It is written out since no module reaches a page's first line. */
const mark =
  "if(document.cookie.includes('plumbline.here='))document.documentElement.dataset.here=''"

/**
 * Marks a kept page of who is signed in, as soon as the browser reads it: the page is the same for everybody, so the server
 * cannot say. What the mark changes keeps its place, so that nothing moves.
 */
export function SignedInMark() {
  return (
    <script
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a fixed text of ours.
      dangerouslySetInnerHTML={{ __html: mark }}
    />
  )
}
