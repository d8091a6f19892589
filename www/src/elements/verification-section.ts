/** The proof behind the badge: the worst disagreement with PyTorch, rule by rule, as the tests measured it. */
import { html } from 'lit';

import verification from '../generated/verification.json';
import { short } from '../format.ts';
import { define } from './define.ts';
import { PageElement } from './element.ts';

class VerificationSection extends PageElement {
  protected override render() {
    const { words } = this;
    return html`<section id="verification" tabindex="-1" aria-labelledby="verification-heading">
      <h2 id="verification-heading">${words.verification}</h2>
      <p>${words.verificationIntro(String(verification.positions), verification.torch.replace(/\+.*/, ''), String(verification.tolerance))}</p>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="verification-heading">
        <table>
          <thead>
            <tr>
              <th scope="col">${words.rule}</th>
              <th scope="col" class="number">${words.vectors}</th>
              <th scope="col" class="number">${words.surfaceCount}</th>
              <th scope="col" class="number">${words.worstError}</th>
            </tr>
          </thead>
          <tbody>
            ${verification.rules.map(
              (rule) => html`<tr>
                <th scope="row">${this.#name(rule.rule)}</th>
                <td class="number">${rule.positions}</td>
                <td class="number">${Object.keys(rule.surfaces).length}</td>
                <td class="number">${short(rule.worst, 2)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p class="hint">${words.verificationNote}</p>
    </section>`;
  }

  #name(id: string): string {
    return this.session.catalog.rules.find((rule) => rule.id === id)?.name ?? id;
  }
}

define('downhill-verification-section', VerificationSection);
