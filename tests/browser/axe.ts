/** What axe finds wrong with a page: every rule of WCAG 2.2 AA that a program can check, and good practice. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Scope {
  /** The part of the page that is looked at, as a CSS selector; all of it where none is named. */
  within?: string;
  /** Parts that are not ours to judge. */
  besides?: string[];
  /** Rules that do not hold for a moment, by their identifiers. */
  except?: string[];
}

export async function violations(page: Page, { within, besides = [], except = [] }: Scope = {}): Promise<string[]> {
  // Nobody reads what is in order, and gathering it costs more than the rules; the old mode needs no second page to do it in.
  let axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true).withTags(RULES).disableRules(except);
  if (within !== undefined) axe = axe.include(within);
  for (const part of besides) axe = axe.exclude(part);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`));
}
