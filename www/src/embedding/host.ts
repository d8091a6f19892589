/**
 * The host helper: makes embeds as tall as they ask to be, and gives their verbs as promises.
 *
 * `<script type="module" src="https://HOST/host.js?auto"></script>` does the first for every embed of a page.
 */
import type { Announcement, Answer, Method } from './protocol.ts';

/** The verbs of an embed; each answers once the lab is ready. */
export interface Connection {
  call(method: Method, ...args: unknown[]): Promise<unknown>;
  on(event: Announcement['event'], listener: (detail: unknown) => void): void;
  disconnect(): void;
}

let calls = 0;

/** Connects with the embed in a frame. */
export function connect(frame: HTMLIFrameElement): Connection {
  const waiting = new Map<string | number, { resolve(result: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<string, ((detail: unknown) => void)[]>();
  const post = (message: object): void => frame.contentWindow?.postMessage({ type: 'downhill', ...message }, '*');
  const hear = ({ source, data }: MessageEvent<Partial<Answer & Announcement> | null>): void => {
    if (source !== frame.contentWindow || data?.type !== 'downhill') return;
    if ('event' in data) {
      // Whoever loads anew has forgotten us.
      if (data.event === 'ready') post({ method: 'hello' });
      const detail = data.event === 'resize' ? data.height : (data as { detail?: unknown }).detail;
      for (const listener of listeners.get(data.event!) ?? []) listener(detail);
      return;
    }
    const call = waiting.get(data.id!);
    waiting.delete(data.id!);
    if ('error' in data) call?.reject(Object.assign(new Error(data.error!.message), { code: data.error!.code }));
    else call?.resolve((data as { result: unknown }).result);
  };
  addEventListener('message', hear);
  post({ method: 'hello' });
  return {
    call: (method, ...args) =>
      new Promise((resolve, reject) => {
        const id = `downhill-${(calls += 1)}`;
        waiting.set(id, { resolve, reject });
        post({ id, method, args });
      }),
    on: (event, listener) => void listeners.set(event, [...(listeners.get(event) ?? []), listener]),
    disconnect: () => removeEventListener('message', hear),
  };
}

/** Keeps every embed of the document as tall as it asks, those that come later too. */
export function fitAll(): void {
  addEventListener('message', ({ source, data }: MessageEvent<Partial<Announcement> | null>) => {
    if (data?.type !== 'downhill' || data.event !== 'resize') return;
    for (const frame of document.querySelectorAll('iframe')) {
      if (frame.contentWindow === source) frame.height = String(data.height);
    }
  });
}

if (new URL(import.meta.url).searchParams.has('auto')) fitAll();
