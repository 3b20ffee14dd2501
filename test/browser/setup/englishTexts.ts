/** Looks for English in a page of another language: what is shown or read out, and not marked as English. */
import type { Page } from 'playwright-core';

/** Shows what is folded, and what is drawn only when it comes near. */
export async function unfold(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
      scrollTo(0, y);
      await new Promise(requestAnimationFrame);
    }
    for (const details of document.querySelectorAll('details')) details.open = true;
    await new Promise(requestAnimationFrame);
  });
}

/** Each place once, in the order of the page. */
export function englishTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // No words of German. "Chain of Thought" is a term there, too.
    const english = /(?<!\p{L})(?:the|and|of|with|is|are|this|that|from|you|your|to|it|has|by)(?!\p{L})/iu;
    const isEnglish = (text: string) => english.test(text.replaceAll('Chain of Thought', ''));
    const isMarked = (element: Element) =>
      element.closest('[lang="en"], script, noscript, style, code') !== null;
    const found: string[] = [];
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const text = node.textContent ?? '';
      if (isEnglish(text) && !isMarked(node.parentElement!)) found.push(text.trim());
    }
    for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'alt']) {
      for (const element of document.querySelectorAll(`[${name}]`)) {
        const text = element.getAttribute(name)!;
        if (isEnglish(text) && !isMarked(element)) found.push(`${name}: ${text}`);
      }
    }
    return [...new Set(found)];
  });
}
