/** The keys of a talk, as keyboards and presenters' remotes send them. */

export type Command = 'next' | 'previous' | 'toggle' | 'reveal' | 'ask' | 'fullScreen' | 'leave' | 'help' | { vote: number };

const COMMANDS: Readonly<Record<string, Command>> = {
  arrowright: 'next',
  pagedown: 'next',
  ' ': 'next',
  arrowleft: 'previous',
  pageup: 'previous',
  p: 'toggle',
  enter: 'toggle',
  r: 'reveal',
  q: 'ask',
  f: 'fullScreen',
  escape: 'leave',
  '?': 'help',
};

/** What a key asks for; undefined if it means something else where it was pressed. */
export function commandOf(event: KeyboardEvent): Command | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
  if (isOwn(event)) return undefined;
  // On a Korean layout the key P says ㅔ: then its place counts.
  const key = event.key.codePointAt(0)! > 0x7f ? (/^Key([A-Z])$/.exec(event.code)?.[1] ?? event.key) : event.key;
  if (/^[1-9]$/.test(key)) return { vote: Number(key) - 1 };
  return COMMANDS[key.toLowerCase()];
}

const MOVING = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'];

/** Whether the control that has the focus has a use for the key. */
function isOwn({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('dialog[open]') !== null) return true;
  if (target.matches('input[type="range"]')) return MOVING.includes(key);
  if (target.matches('input[type="checkbox"]')) return key === ' ';
  if (target.matches('input, textarea, select')) return key !== 'Escape';
  return target.matches('button, summary, a[href]') && (key === 'Enter' || (key === ' ' && !target.matches('a')));
}
