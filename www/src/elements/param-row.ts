/** A hyper-parameter as a slider with a field for the exact value. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';

import type { Param } from '../engine.ts';
import { short } from '../format.ts';
import { POSITIONS, toPosition, toValue } from '../slider-scale.ts';
import type { Words } from '../words/index.ts';
import './number-field.ts';

/** What the row shows, and what it does with a value: `set` takes one from the slider, `accept` a typed text. */
export interface ParamRow {
  param: Pick<Param, 'symbol' | 'min' | 'max' | 'scale'>;
  label: string;
  value: number;
  words: Words;
  set: (value: number) => void;
  accept: (text: string) => string | undefined;
}

export function paramRow({ param, label, value, words, set, accept }: ParamRow): TemplateResult {
  return html`<div class="param">
    <label>
      <span class="param-label"><i>${param.symbol}</i> ${label}</span>
      <input
        type="range"
        min="0"
        max=${POSITIONS}
        step="1"
        .value=${String(toPosition(param, value))}
        aria-valuetext=${short(value)}
        @input=${(event: Event) => set(toValue(param, Number((event.target as HTMLInputElement).value)))}
      />
    </label>
    <downhill-number-field label=${words.exactValue(label)} symbol=" " .value=${value} .accept=${accept}></downhill-number-field>
  </div>`;
}
