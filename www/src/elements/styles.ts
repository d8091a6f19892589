/** Style sheets that a document or a shadow root adopts: no content policy minds them, and nothing of them leaks. */

const sheets = new Map<string, CSSStyleSheet>();

/** Adds the sheets that the root does not have yet; those of one text are parsed once. */
export function adopt(root: Document | ShadowRoot, texts: readonly string[]): void {
  for (const text of texts) {
    let sheet = sheets.get(text);
    if (sheet === undefined) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      sheets.set(text, sheet);
    }
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  }
}
