/** What the page knows of a lab, whichever it is: a session to follow, and a view of it. */
import type { TemplateResult } from 'lit';

import type { LoadFailure } from './core-loading.ts';
import type { Complaint, Presentation } from './engine.ts';
import type { Numbers } from './picture.ts';
import type { Preferences } from './preferences.ts';

export type LabId = 'race' | 'batch' | 'minima';

/** How a change of the setup should enter the browser's history. */
export type Entry = 'replace' | 'push' | 'none';

/**
 * What a lab holds. It says `link` (with an `Entry` as detail) when its link changes, and `warnings` when there is something
 * to say about one.
 */
export interface LabSession extends EventTarget {
  /** The canonical link of the setup. */
  readonly link: string;
  readonly warnings: readonly Complaint[];
  /** The setup as data. */
  readonly setup: object;
  /** The rows that the command line prints for the link, as far as they are known; undefined if none are. */
  readonly numbers: Numbers | undefined;
  warn(warnings: readonly Complaint[]): void;
  /** Takes over a link of this lab; what names no lab, or another, leaves the setup as it is. */
  open(text: string, entry: Entry): void;
  pause(): void;
  /** Nobody sees it: nothing is computed or played until `wake`. Networks under way begin anew then. */
  rest(): void;
  wake(): void;
  /** Ends what is under way, for good. */
  dispose(): void;
}

/** A lab whose core is loaded. */
export interface Lab {
  readonly id: LabId;
  readonly session: LabSession;
  /** Style sheets of its own, beside the page's. */
  readonly styles: readonly string[];
  /** What the browser calls the page while the lab is open. */
  title(preferences: Preferences): string;
  /** Everything between header and footer. */
  view(preferences: Preferences): TemplateResult;
}

/** What a core says of a link, as far as every lab wants to know it. */
export interface LinkHead {
  lab?: LabId;
  presentation: Presentation;
  isRefused: boolean;
  warnings: Complaint[];
}

/** The way to a lab: loads its core, reads links, and begins. */
export interface LabSource {
  /** Loads the core, once; says why if it could not. */
  load(): Promise<LoadFailure | undefined>;
  /** What a link says, once the core is loaded. */
  head(text: string): LinkHead;
  /** The lab with a link's setup, or with what it opens with. */
  begin(text: string | undefined): Lab;
  /** A link of whichever lab, shown in another way than it says itself. */
  linkWith(link: string, presentation: Presentation): string;
}
