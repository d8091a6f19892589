/** Where the pictures of the ready presets lie on the site: the big ones at addresses that last, the cards' by content. */

/** The big picture of a preset, from the root: previews elsewhere remember its address. */
export const POSTER = (id: string): string => `p/${id}/poster.png`;

/** The size of the big pictures, as previews want them. */
export const POSTER_SIZE = { width: 1200, height: 630 } as const;

/** The addresses of what the build has drawn, from the root. */
export interface Posters {
  /** The big picture with its content in the address, so that a page never shows an old one. */
  poster(id: string): string;
  card(id: string, theme: 'light' | 'dark'): string;
}
