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

/** Calls of several copies of this helper are told apart. */
const NAME = `downhill-${Math.random().toString(36).slice(2)}`;
let calls = 0;

/** Connects with the embed in a frame, which may still be loading. */
export function connect(frame: HTMLIFrameElement): Connection {
  /** In the order of the calls, which is kept. */
  const waiting = new Map<string | number, { call: object; resolve(result: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<string, ((detail: unknown) => void)[]>();
  const hello = `${NAME}-hello-${(calls += 1)}`;
  let isReady = false;
  const post = (message: object): void => frame.contentWindow?.postMessage({ type: 'downhill', ...message }, '*');
  /** What is said to a document that is not there yet reaches nobody: calls wait for the answer to this. */
  const greet = (): void => post({ id: hello, method: 'hello' });
  const hear = ({ source, data }: MessageEvent<Partial<Answer & Announcement> | null>): void => {
    if (source !== frame.contentWindow || data?.type !== 'downhill') return;
    if ('event' in data) {
      // Whoever loads anew has forgotten us.
      if (data.event === 'ready') {
        isReady = false;
        greet();
      }
      const detail = data.event === 'resize' ? data.height : (data as { detail?: unknown }).detail;
      for (const listener of listeners.get(data.event!) ?? []) listener(detail);
      return;
    }
    if (data.id === hello) {
      if (isReady) return;
      isReady = true;
      for (const { call } of waiting.values()) post(call);
      return;
    }
    const call = waiting.get(data.id!);
    waiting.delete(data.id!);
    if ('error' in data) call?.reject(Object.assign(new Error(data.error!.message), { code: data.error!.code }));
    else call?.resolve((data as { result: unknown }).result);
  };
  addEventListener('message', hear);
  greet();
  return {
    call: (method, ...args) =>
      new Promise((resolve, reject) => {
        const call = { id: `${NAME}-${(calls += 1)}`, method, args };
        waiting.set(call.id, { call, resolve, reject });
        if (isReady) post(call);
      }),
    on: (event, listener) => void listeners.set(event, [...(listeners.get(event) ?? []), listener]),
    disconnect: () => {
      removeEventListener('message', hear);
      for (const { reject } of waiting.values()) reject(new Error('disconnected'));
      waiting.clear();
    },
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
