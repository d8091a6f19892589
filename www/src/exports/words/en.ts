/** The words of saving, in English. */
import type { ExportWords } from './table.ts';

export const en: ExportWords = {
  savePicture: (title) => `Save: ${title}`,
  saveLab: 'Save what is shown',
  png: 'PNG',
  transparentPng: 'PNG, transparent',
  anySize: 'any size',
  numbers: 'Its numbers',
  allNumbers: 'All numbers',
  setup: 'The setup',
  film: 'Film of the race',
  script: 'Copy as PyTorch',
  scriptNote: 'Python',
  scriptFile: 'PyTorch script',
  making: 'Making the file …',
  saved: (name) => `Saved as ${name}`,
  copied: 'Copied.',
  copyByHand: 'The clipboard is not allowed here: copy the text by hand.',
  byHand: 'Nothing downloaded? Take it from here.',
  failed: 'That did not work. The browser’s console says why.',
  filming: 'Filming the race',
  frameOf: (frame, frames) => `Frame ${frame} of ${frames}`,
  cancel: 'Cancel',
  close: 'Close',
};
