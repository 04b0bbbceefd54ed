import { setTimeout as sleep } from 'node:timers/promises'
import type { JSHandle, Page } from '@playwright/test'
import axe, { type RunOptions } from 'axe-core'

declare global {
  interface Window {
    axe: typeof axe
  }
}

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
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const finding = page.evaluate(findViolations, {
    runOnly: rules === 'all' ? { type: 'tag', values: WCAG } : { type: 'rule', values: COLOURS },
    // Nobody reads what passed, and it would be by far the most.
    resultTypes: ['violations'],
  } satisfies RunOptions)
  const violations = await Promise.race([finding, neverEnded(page)])
  return violations.map(({ id, targets }) => `${id}: ${targets.join(' , ')}`)
}

const PATIENCE = 90_000

/** A page that stands still under axe is told by its address, and long before a walk of many pages is over. */
async function neverEnded(page: Page): Promise<never> {
  await sleep(PATIENCE, undefined, { ref: false })
  throw new Error(`Axe has not ended in ${PATIENCE / 1000} seconds at ${page.url()}.`)
}

/** What axe finds in both schemes, and by what more than colours they differ. */
export async function barriersInBoth(
  page: Page,
): Promise<{ light: string[]; dark: string[]; changed: string[] }> {
  for (let tries = 1; ; tries += 1) {
    const light = await barriers(page, 'light')
    const shape = await shapeOf(page)
    const dark = await barriers(page, 'dark', 'colours')
    const changed = await differences(page, shape, await shapeOf(page))
    // A script that marks the page once it has arrived may do so in between; what differs by the scheme does so again.
    if (changed.length === 0 || tries === 3) return { light, dark, changed }
  }
}

/** In the page, which has no frame of another origin: one call sees all of it. */
async function findViolations(options: RunOptions): Promise<{ id: string; targets: string[] }[]> {
  const { violations } = await window.axe.run(document, options)
  return violations.map(({ id, nodes }) => ({
    id,
    targets: nodes.map(({ target }) => String(target)),
  }))
}

type Shape = JSHandle<string[]>

/** All that a page shows but its colours: each element with its attributes, its words, its place and whether it is to be seen. */
function shapeOf(page: Page): Promise<Shape> {
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
function differences(page: Page, one: Shape, other: Shape): Promise<string[]> {
  return page.evaluate(
    ([a, b]) => {
      const lines = a.length > b.length ? a : b
      return lines.filter((_, at) => a[at] !== b[at]).slice(0, 5)
    },
    [one, other] as const,
  )
}

/**
 * Colours that move from one scheme to the other are measured when they have arrived; some set out only when those
 * around them have.
 */
async function untilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let still = 0; still < 2; ) {
      await new Promise(requestAnimationFrame)
      const moving = document.getAnimations().filter(({ playState }) => playState !== 'finished')
      await Promise.allSettled(moving.map(({ finished }) => finished))
      still = moving.length === 0 ? still + 1 : 0
    }
  })
}
