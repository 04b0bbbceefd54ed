/**
 * Runs lists of steps beside one another, a lane each; a failure stops nobody. A lane that is done takes over what
 * another has not begun, from that one's end, where `movable` says that it can be begun.
 */
export async function runLanes(lists, run, movable) {
  const left = lists.map((list) => [...list])
  const takeOver = () => left.find((list) => list.length > 0 && movable(list.at(-1)))?.pop()
  await Promise.all(
    left.map(async (own, lane) => {
      for (let name = own.shift(); name; name = own.shift() ?? takeOver()) await run(name, lane)
    }),
  )
}
