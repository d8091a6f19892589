/** Where the page itself is, seen from wherever a lab is embedded. */

/** The public address that the build was given, if any; else the page is looked for beside the file that runs. */
declare const PUBLIC_ADDRESS: string | undefined;

let folder: string | undefined = PUBLIC_ADDRESS;

/** Says where the folder of the page is, as seen from an address; one that no other machine could open counts for nothing. */
export function homeIs(relative: string, from: string): void {
  if (/^https?:/.test(from)) folder = new URL(relative, from).href;
}

/** The page's address with a link; undefined where nobody knows it, as in a file on a disk. */
export function pageAt(link: string): string | undefined {
  return folder === undefined ? undefined : `${folder}#${link}`;
}
