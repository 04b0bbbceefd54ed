/** A line inside a table where a tier begins: what stands above and below it is clearly apart. */
export function TierRow({ words, columns }: { words: string | null; columns: number }) {
  return words ? (
    <tr>
      <td colSpan={columns} className="text-muted">
        {words}
      </td>
    </tr>
  ) : null
}
