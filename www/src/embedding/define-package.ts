/** Registers `<downhill-lab>`, from a package: wherever it is bundled to, the page itself is elsewhere. */
import { DownhillLab } from './downhill-lab.ts';

if (customElements.get('downhill-lab') === undefined) customElements.define('downhill-lab', DownhillLab);

export { DownhillLab };
