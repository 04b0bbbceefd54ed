import type { Page } from '@playwright/test'

/** What stands on a page outside of the marks of any message, in its texts and in what is read of its attributes. */
export function unmarkedTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>()
    /** A message may go over several tags, and hold another; so the marks are counted through all of them. */
    const reader = () => {
      let depth = 0
      let outside = ''
      return {
        read(text: string) {
          for (const letter of text) {
            if (letter === '⟦') depth += 1
            else if (letter === '⟧') depth -= 1
            else if (depth === 0) outside += letter
          }
        },
        pause() {
          const text = outside.trim().replace(/\s+/g, ' ')
          if (text) found.add(text)
          outside = ''
        },
        end() {
          this.pause()
          if (depth !== 0) found.add(`A mark is not closed: ${depth}`)
        },
      }
    }
    const blockOf = (element: Element | null): Element | null =>
      element && getComputedStyle(element).display.startsWith('inline')
        ? blockOf(element.parentElement)
        : element
    const unread = 'script, style, template, noscript, code, pre, [translate="no"]'
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const page = reader()
    let block: Element | null = null
    while (texts.nextNode()) {
      const { parentElement, textContent } = texts.currentNode
      if (parentElement?.closest(unread)) continue
      const next = blockOf(parentElement)
      if (next !== block) page.pause()
      block = next
      page.read(textContent ?? '')
    }
    page.end()
    for (const name of ['aria-label', 'aria-description', 'alt', 'title', 'placeholder']) {
      for (const element of document.querySelectorAll(`body [${name}]`)) {
        const attribute = reader()
        attribute.read(element.getAttribute(name) ?? '')
        attribute.end()
      }
    }
    const title = reader()
    title.read(document.title)
    title.end()
    return [...found]
  })
}

/** What does not fit: text wider than the box that cuts it, or than the button it stands on. */
export function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth
    const sideways = wide > 0 ? [`The page is wider than the screen by ${wide}`] : []
    /** What is for ears alone stands in a box of one pixel. */
    const forEars = (element: Element | null): boolean =>
      element !== null && (element.clientWidth === 1 || forEars(element.parentElement))
    const cut = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
      const { clientWidth, scrollWidth, textContent } = element
      if (clientWidth === 0 || scrollWidth <= clientWidth + 1 || !textContent?.trim()) return false
      const { overflowX } = getComputedStyle(element)
      const hides = overflowX === 'hidden' || overflowX === 'clip'
      const holds = element.matches('button, .btn, summary, label, th, td, dt, dd')
      return (hides || holds) && element.checkVisibility() && !forEars(element)
    })
    return [
      ...sideways,
      ...cut.map(
        ({ localName, textContent }) => `<${localName}> ${textContent?.trim().slice(0, 80)}`,
      ),
    ]
  })
}
