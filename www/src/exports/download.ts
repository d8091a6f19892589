/** Handing a file to the visitor: as a download, and by hand where a page inside another may not download. */
import type { ExportWords } from './words/index.ts';

/** What became of a file, to be shown. */
export interface Saved {
  message: string;
  /** A text to copy by hand, or the address of a picture. */
  byHand?: { text: string } | { image: string };
  /** Whether nothing but that is left, as far as is known. */
  isOnlyByHand?: boolean;
}

/** Seconds until a file's address is given back: the browser may take a while to read it. */
const KEEP_MS = 60_000;

/** What the parts of a file's name are joined to: lower case, nothing but letters, digits and hyphens. */
export function fileName(parts: readonly string[], ending: string): string {
  const words = ['downhill', ...parts].map((part) => part.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, ''));
  return `${words.filter((word) => word !== '').join('-')}.${ending}`;
}

/** Downloads a text. */
export function saveText(say: ExportWords, text: string, name: string, type: string): Saved {
  download(new Blob([text], { type }), name);
  return saved(say, name, isFramed() ? { text } : undefined);
}

/** Downloads a picture or a film. */
export async function saveImage(say: ExportWords, blob: Blob, name: string): Promise<Saved> {
  download(blob, name);
  return saved(say, name, isFramed() ? { image: await dataAddress(blob) } : undefined);
}

/** Copies a text once it is there, or shows it where the clipboard is forbidden. */
export async function copyText(say: ExportWords, text: Promise<string>): Promise<Saved> {
  try {
    // Some browsers let a press on a button write at once or never: they are given the promise.
    const blob = text.then((made) => new Blob([made], { type: 'text/plain' }));
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
    return { message: say.copied };
  } catch {
    return { message: say.copyByHand, byHand: { text: await text }, isOnlyByHand: true };
  }
}

function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_MS);
}

function saved(say: ExportWords, name: string, byHand: Saved['byHand']): Saved {
  const message = say.saved(name);
  if (byHand === undefined) return { message };
  return self.origin === 'null' ? { message: say.byHand, byHand, isOnlyByHand: true } : { message, byHand };
}

/** A page around this one may forbid downloads, and nobody says so; one that gives us no origin most likely does. */
function isFramed(): boolean {
  return window.parent !== window;
}

function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result as string));
    reader.addEventListener('error', () => reject(reader.error!));
    reader.readAsDataURL(blob);
  });
}
