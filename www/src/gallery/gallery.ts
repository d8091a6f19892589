/**
 * The search of the gallery, over the cards that the page has already. What is searched for is in the fragment, so that it
 * can be linked.
 */
import '../tokens.css';
import '../page.css';
import '../controls.css';
import './gallery.css';

import { fitAll } from '../embedding/host.ts';
import { keepForOffline } from '../offline/keep.ts';
import { filterOf, fits, fragmentOf } from './filter.ts';
import type { Card, Filter } from './filter.ts';

/** How long after the last change the address follows; browsers refuse to rewrite it at every key. */
const DELAY_MS = 300;

function startSearch(form: HTMLFormElement): void {
  const cards = [...document.querySelectorAll<HTMLElement>('.card')].map((element) => ({ element, card: cardOf(element) }));
  const words = form.elements.namedItem('q') as HTMLInputElement;
  const [lab, tag] = ['lab', 'tag'].map((name) => form.elements.namedItem(name) as HTMLSelectElement) as [HTMLSelectElement, HTMLSelectElement];
  const count = form.querySelector<HTMLElement>('.count')!;
  const all = form.querySelector<HTMLButtonElement>('button[type=reset]')!;
  const counts = JSON.parse(count.dataset['counts']!) as string[];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const read = (): Filter => ({ words: words.value, lab: lab.value, tag: tag.value });

  const show = (filter: Filter): void => {
    let shown = 0;
    for (const { element, card } of cards) {
      element.hidden = !fits(card, filter);
      if (!element.hidden) shown += 1;
    }
    for (const section of document.querySelectorAll<HTMLElement>('.lab-presets')) {
      section.hidden = section.querySelector('.card:not([hidden])') === null;
    }
    const text = shown === 0 ? count.dataset['nothing']! : counts[shown - 1]!;
    // Said anew only when it changes: a screen reader would repeat it at every key.
    if (count.textContent !== text) count.textContent = text;
    all.hidden = fragmentOf(filter) === '';
  };

  const arrive = (): void => {
    const filter = filterOf(location.hash);
    words.value = filter.words;
    lab.value = filter.lab;
    tag.value = filter.tag;
    // A lab or tag that there is not selects nothing, which would show no card at all.
    if (lab.selectedIndex < 0) lab.value = '';
    if (tag.selectedIndex < 0) tag.value = '';
    show(read());
  };

  const change = (): void => {
    show(read());
    clearTimeout(timer);
    timer = setTimeout(() => {
      try {
        history.replaceState(null, '', `#${fragmentOf(read())}`);
      } catch (error) {
        console.warn('Downhill: the address bar could not follow.', error);
      }
    }, DELAY_MS);
  };

  form.addEventListener('input', change);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', (event) => {
    event.preventDefault();
    words.value = lab.value = tag.value = '';
    change();
    words.focus();
  });
  addEventListener('hashchange', () => {
    // A fragment may name a place on the page.
    if (location.hash.length > 1 && !location.hash.includes('=')) return;
    arrive();
    form.scrollIntoView({ block: 'nearest' });
  });
  form.hidden = false;
  arrive();
}

function cardOf({ dataset }: HTMLElement): Card {
  return { lab: dataset['lab']!, tags: dataset['tags']!.split(' '), found: dataset['found']! };
}

// The address keeps what is searched for.
document.querySelector('.skip')?.addEventListener('click', (event) => {
  event.preventDefault();
  document.querySelector<HTMLElement>('#content')!.focus();
});

const form = document.querySelector<HTMLFormElement>('form.search');
if (form !== null) startSearch(form);
if (document.querySelector('iframe') !== null) fitAll();
keepForOffline(document.querySelector('.brand')!.getAttribute('href')!);
