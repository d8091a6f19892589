/** The embed's side of the protocol: answers the page around it, and nobody else. */
import type { DownhillLab } from './downhill-lab.ts';
import { METHODS } from './protocol.ts';
import type { Announcement, Answer, Call, Method } from './protocol.ts';
import { VerbError } from './verbs.ts';

/** Heights that differ by less than this, in CSS pixels, are the same. */
const SAME_PX = 1;

/** Connects a lab that fills its document with the page around it, if there is one. */
export function connectToHost(lab: DownhillLab): void {
  if (window.parent === window) return;
  let isGreeted = false;
  // What crosses is no secret, and a page of an opaque origin can only be addressed so.
  const post = (message: Announcement | Answer): void => window.parent.postMessage(message, '*');

  addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== window.parent || !isCall(event.data)) return;
    const { id, method, args } = event.data;
    if (method === 'hello') isGreeted = true;
    const answer = (rest: { result: unknown } | { error: { code: string; message: string } }): void => {
      if (id !== undefined) post({ type: 'downhill', id, ...rest });
    };
    act(lab, method, Array.isArray(args) ? args : []).then(
      (result) => answer({ result }),
      (error: unknown) => {
        const { code, message } = error as VerbError;
        answer({ error: { code: error instanceof VerbError ? code : 'failed', message: String(message) } });
      },
    );
  });

  for (const event of ['ready', 'step', 'change', 'status', 'error'] as const) {
    lab.addEventListener(`downhill-${event}`, (said) => {
      if (isGreeted || event === 'ready' || event === 'error') post({ type: 'downhill', event, detail: (said as CustomEvent).detail });
    });
  }
  announceHeight(post);
}

/** Says how tall the document is whenever that changes; WordPress hears it in its own words. */
function announceHeight(post: (message: Announcement) => void): void {
  const secret = /[#?&]secret=([\w-]+)/.exec(location.hash)?.[1];
  let last = -Infinity;
  const measure = (): void => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (Math.abs(height - last) <= SAME_PX) return;
    last = height;
    post({ type: 'downhill', event: 'resize', height });
    if (secret !== undefined) window.parent.postMessage({ message: 'height', value: height, secret }, '*');
  };
  new ResizeObserver(measure).observe(document.body);
  // WordPress's script may come after us, and asks then.
  addEventListener('message', ({ source, data }: MessageEvent<{ message?: unknown; secret?: unknown } | null>) => {
    if (source !== window.parent || secret === undefined || data?.message !== 'ready' || data.secret !== secret) return;
    last = -Infinity;
    measure();
  });
}

async function act(lab: DownhillLab, method: Method, args: unknown[]): Promise<unknown> {
  if (!METHODS.includes(method)) {
    throw new VerbError('unknown-method', `method = ${String(method)}: must be one of ${METHODS.join(', ')}`);
  }
  switch (method) {
    case 'hello':
    case 'getState':
      await lab.ready;
      return lab.state;
    case 'setState':
      return lab.setState(args[0] as string);
    default:
      return (lab as unknown as Record<string, (...args: unknown[]) => unknown>)[method]!(...args);
  }
}

function isCall(data: unknown): data is Call {
  return typeof data === 'object' && data !== null && (data as Call).type === 'downhill' && 'method' in data;
}
