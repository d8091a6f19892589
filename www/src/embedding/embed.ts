/** The embed: a lab that fills its document, set up by the address's query. Whatever else the address says is somebody else's. */
import { adopt } from '../elements/styles.ts';
import tokensCss from '../tokens.css?inline';
import { connectToHost } from './bridge.ts';
import { DownhillLab } from './downhill-lab.ts';
import { homeIs } from './home.ts';

homeIs('../', location.href);
if (customElements.get('downhill-lab') === undefined) customElements.define('downhill-lab', DownhillLab);

// Below the lab there may be more of the frame: it is of one colour with it. What the lab itself has put on its document is no
// choice of somebody else's.
adopt(document, [tokensCss, 'body { margin: 0; background: var(--background); } downhill-lab { color-scheme: light dark; }']);

const lab = document.querySelector<DownhillLab>('downhill-lab')!;
// A document of `srcdoc` has no query of its own: whoever writes it may set the link as an attribute.
if (location.search !== '') lab.preset = location.search.slice(1);
const root = document.documentElement;
const frame = lab.shadowRoot!.querySelector<HTMLElement>('.downhill')!;
const mirror = (): void => {
  root.lang = frame.lang;
  if (frame.dataset['theme'] !== undefined) root.dataset['theme'] = frame.dataset['theme'];
};
new MutationObserver(mirror).observe(frame, { attributeFilter: ['lang', 'data-theme'] });
void lab.ready.then(() => (root.dataset['ready'] = 'true'));
connectToHost(lab);
