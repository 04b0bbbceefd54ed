import AxeBuilder from '@axe-core/playwright'
import type { JSHandle, Page } from '@playwright/test'

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** Axe's rules of the category `cat.color` up to AA; every other one looks at elements, words, places and sizes. */
const COLOURS = ['color-contrast', 'link-in-text-block']

/**
 * What axe finds on a page in one scheme. Where a page is known to differ from another scheme by its colours only
 * (`shapeOf`), the rules that look at nothing else need not be asked again: they would be given the same and answer the
 * same.
 */
export async function barriers(
  page: Page,
  colorScheme: 'light' | 'dark',
  rules: 'all' | 'colours' = 'all',
): Promise<string[]> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await untilStill(page)
  // There is no frame of another origin in any page, so one call in the page sees all of it.
  const axe = new AxeBuilder({ page }).setLegacyMode()
  // Nobody reads what passed, and it would be by far the most.
  axe.options({ resultTypes: ['violations'] })
  const { violations } = await (rules === 'all'
    ? axe.withTags(WCAG)
    : axe.withRules(COLOURS)
  ).analyze()
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' , ')}`,
  )
}

type Shape = JSHandle<string[]>

/** All that a page shows but its colours: each element with its attributes, its words, its place and whether it is to be seen. */
export function shapeOf(page: Page): Promise<Shape> {
  return page.evaluateHandle(() =>
    [...document.querySelectorAll('*')].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect()
      const { display, visibility } = getComputedStyle(element)
      const attributes = [...element.attributes].map(({ name, value }) => `${name}=${value}`)
      const words = element.childElementCount === 0 ? element.textContent : ''
      return [element.tagName, ...attributes, x, y, width, height, display, visibility, words].join(
        ' ',
      )
    }),
  )
}

/** The first elements in which one shape differs from another. */
export function differences(page: Page, one: Shape, other: Shape): Promise<string[]> {
  return page.evaluate(
    ([a, b]) => {
      const lines = a.length > b.length ? a : b
      return lines.filter((_, at) => a[at] !== b[at]).slice(0, 5)
    },
    [one, other] as const,
  )
}

/** Colours that move from one scheme to the other are measured when they have arrived. */
async function untilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise(requestAnimationFrame)
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
    await new Promise(requestAnimationFrame)
  })
}
