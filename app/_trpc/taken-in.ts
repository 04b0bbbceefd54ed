import 'server-only'
import type { Form } from './form-post'

type Came = { file: Awaited<ReturnType<Form['file']>>; text: string }
type Kept = Promise<{ id: string }>

/**
 * Keeps what came by a form that takes a text and a file: each that holds anything becomes something of its own, and neither is
 * dropped for the other. Where nothing came, the text's verb says so.
 */
export async function takenIn(
  { file, text }: Came,
  keep: { file: (file: Came['file']) => Kept; text: (text: string) => Kept },
): Promise<[first: string, ...more: string[]]> {
  const isFile = file.fileName !== '' || file.bytes.byteLength > 0
  if (!isFile) return [(await keep.text(text)).id]
  const { id } = await keep.file(file)
  return text.trim() === '' ? [id] : [id, (await keep.text(text)).id]
}
