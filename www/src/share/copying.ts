/** Copying, whatever the page is allowed. */

/** Copies what a field holds; whether that worked. If not, the field is focused and its text selected, to be copied by hand. */
export async function copyFrom(field: HTMLTextAreaElement): Promise<boolean> {
  const focused = document.activeElement;
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    // No permission, no secure context, or a frame that was not given it: the old command asks for none.
    field.focus();
    field.select();
    if (!isCopied()) return false;
    if (focused instanceof HTMLElement) focused.focus();
    return true;
  }
}

function isCopied(): boolean {
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  }
}

/** The keys that copy, on this machine. */
export function copyKeys(): string {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘C' : 'Ctrl+C';
}
