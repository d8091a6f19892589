/** The messages between an embed and the page around it: the element's verbs, by `postMessage`. */

/** The verbs that a host may call, by the names of the element. */
export const METHODS = ['hello', 'play', 'pause', 'stepBy', 'seek', 'reset', 'getState', 'setState', 'getTable', 'toURL', 'toPNG', 'toSVG'] as const;

export type Method = (typeof METHODS)[number];

/** What the page around an embed sends. After `hello`, it hears of steps and changes. */
export interface Call {
  type: 'downhill';
  id?: string | number;
  method: Method;
  args?: unknown[];
}

/** What comes back, with the call's id. */
export type Answer = { type: 'downhill'; id: string | number } & ({ result: unknown } | { error: { code: string; message: string } });

/** What an embed says by itself. `ready`, `resize` and `error` are said unasked, the others after `hello`. */
export type Announcement =
  | { type: 'downhill'; event: 'resize'; height: number }
  | { type: 'downhill'; event: 'ready' | 'step' | 'change' | 'status' | 'error'; detail: unknown };
