/** What another lab fetches when its planes are shown as blocks. */
import './block.ts';

export { heightChoice, turnButtons } from './controls.ts';
export { told } from './turning.ts';
export { default as styles } from './solid.css?inline';
