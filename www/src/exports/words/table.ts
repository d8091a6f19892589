/** What there is to say about saving. Each language fills this in; the compiler refuses a gap. */
export interface ExportWords {
  savePicture: (title: string) => string;
  saveLab: string;
  png: string;
  transparentPng: string;
  anySize: string;
  numbers: string;
  allNumbers: string;
  setup: string;
  film: string;
  script: string;
  scriptNote: string;
  scriptFile: string;
  making: string;
  saved: (name: string) => string;
  copied: string;
  copyByHand: string;
  byHand: string;
  failed: string;
  filming: string;
  frameOf: (frame: string, frames: string) => string;
  cancel: string;
  close: string;
}
