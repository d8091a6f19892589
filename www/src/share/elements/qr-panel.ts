/** The link as a QR code: to look at, to save, and as large as the screen. */
import { LitElement, html, svg } from 'lit';
import { property } from 'lit/decorators.js';

import { define } from '../../elements/define.ts';
import { qrCode, qrPng, qrSvg } from '../qr-code.ts';
import type { QrCode } from '../qr-code.ts';
import type { ShareWords } from '../words/index.ts';

/** Modules along a side from which a phone has to come near. */
const DENSE = 90;

export class QrPanel extends LitElement {
  @property({ attribute: false }) say!: ShareWords;
  @property() text = '';

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render() {
    const { say } = this;
    const code = qrCode(this.text);
    if (code === undefined) return html`<p class="hint">${say.qrTooLong}</p>`;
    return html`<p class="hint">${say.qrNote} ${code.size > DENSE ? say.qrDense : ''}</p>
      <div class="qr">${picture(code, say.qrImage)}</div>
      <div class="share-buttons">
        <button class="primary small" @click=${this.#enlarge}>${say.fullScreen}</button>
        <button class="quiet" @click=${() => save(qrSvg(code), 'svg')}>${say.saveSvg}</button>
        <button class="quiet" @click=${async () => save(await qrPng(code), 'png')}>${say.savePng}</button>
      </div>
      <dialog class="qr-large" aria-label=${say.qrImage} @click=${this.#shrink} @close=${leaveFullScreen} @fullscreenchange=${this.#follow}>
        <div class="qr-sheet">
          ${picture(code, say.qrImage)}
          <p>${this.text}</p>
          <button class="qr-close" aria-label=${say.close}>×</button>
        </div>
      </dialog>`;
  }

  get #large(): HTMLDialogElement {
    return this.querySelector('dialog')!;
  }

  /** Over the whole window; over the whole screen where that is allowed. */
  #enlarge = async (): Promise<void> => {
    this.#large.showModal();
    try {
      await this.#large.querySelector('.qr-sheet')!.requestFullscreen();
    } catch {
      // Not allowed, as in some frames, or not known, as on iPhones: the window must do.
    }
  };

  #shrink = (): void => this.#large.close();

  /** Escape leaves the full screen without being told to the page as a key. */
  #follow = (): void => {
    if (document.fullscreenElement === null) this.#large.close();
  };
}

function leaveFullScreen(): void {
  if (document.fullscreenElement !== null) void document.exitFullscreen();
}

function picture({ size, path }: QrCode, label: string) {
  return html`<svg class="qr-code" viewBox="0 0 ${size} ${size}" role="img" aria-label=${label} shape-rendering="crispEdges">
    ${svg`<rect width=${size} height=${size} fill="#fff" /><path d=${path} fill="#000" />`}
  </svg>`;
}

function save(blob: Blob, ending: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `downhill-qr.${ending}`;
  link.click();
  // The download has its own hold on the data by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

define('downhill-qr-panel', QrPanel);
