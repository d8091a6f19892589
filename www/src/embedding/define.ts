/** The module `downhill.js`: registers `<downhill-lab>` in the document that loads it, whose page is the folder it lies in. */
import { DownhillLab } from './downhill-lab.ts';
import { homeIs } from './home.ts';

homeIs('./', import.meta.url);
if (customElements.get('downhill-lab') === undefined) customElements.define('downhill-lab', DownhillLab);

export { DownhillLab };
