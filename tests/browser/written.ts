/** What is written on the page, and which of it is in English. */
import type { Page } from '@playwright/test';

/** What is written or named on the page, but for parts in another language of their own, formulas, and what is not shown. */
export function written(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [document.title];
    const isForeign = (element: Element): boolean => {
      const own = element.closest('[lang]');
      return (own !== null && own !== document.documentElement) || element.closest('math, script, style, noscript') !== null;
    };
    for (const element of document.body.querySelectorAll('*')) {
      if (isForeign(element)) continue;
      for (const name of ['aria-label', 'aria-valuetext', 'title', 'placeholder', 'alt']) found.push(element.getAttribute(name) ?? '');
      for (const node of element.childNodes) if (node instanceof Text) found.push(node.data);
    }
    return found.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '');
  });
}

/** Names, and signs of mathematics: the same in every language. */
export const NAMES = new Set(
  ('Downhill PyTorch WebAssembly SIMD Adam SGD Momentum Nesterov Adagrad Adadelta RMSprop AMSGrad AdamW NAdam RAdam Adamax AdaBelief Rprop Lion ASGD Schedule free SAM L BFGS Newton optax kt Ctrl Shift Alt Home NaN e x y f lr').split(' '),
);

/** The texts with a word that is neither Korean nor one of these names, nor one of some others. */
export async function inEnglish(page: Page, others: readonly string[] = []): Promise<string[]> {
  const words = (await written(page)).flatMap((text) => (text.match(/[A-Za-z]+/g) ?? []).map((word) => [word, text] as const));
  return [...new Set(words.filter(([word]) => !NAMES.has(word) && !others.includes(word)).map(([, text]) => text))];
}
