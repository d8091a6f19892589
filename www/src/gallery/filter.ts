/** Which cards a search finds, and the search as a fragment: `q=adam+saddle&lab=race&tag=noise`. */

/** What is searched for; what is empty restricts nothing. */
export interface Filter {
  words: string;
  lab: string;
  tag: string;
}

/** What of a preset can be searched. */
export interface Card {
  lab: string;
  tags: readonly string[];
  /** Everything said of it in every language, in small letters. */
  found: string;
}

/** Whether a card has the lab, the tag, and every word, be it as a part of another word. */
export function fits(card: Card, { words, lab, tag }: Filter): boolean {
  const wanted = words.normalize('NFC').toLowerCase().split(/\s+/).filter((word) => word !== '');
  return (lab === '' || card.lab === lab) && (tag === '' || card.tags.includes(tag)) && wanted.every((word) => card.found.includes(word));
}

/** The filter of a fragment, whatever else it says. */
export function filterOf(fragment: string): Filter {
  const pairs = new URLSearchParams(fragment.replace(/^#/, ''));
  return { words: pairs.get('q') ?? '', lab: pairs.get('lab') ?? '', tag: pairs.get('tag') ?? '' };
}

/** The fragment of a filter, empty for one that restricts nothing. */
export function fragmentOf({ words, lab, tag }: Filter): string {
  const pairs = Object.entries({ q: words.trim(), lab, tag }).filter(([, value]) => value !== '');
  return new URLSearchParams(pairs).toString();
}
