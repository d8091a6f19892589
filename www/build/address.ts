/** Where the site will be, as the build is told. */

/** What the build says when nobody has told it: an address that nobody can have. */
const NOWHERE = 'https://downhill.example/';

/** The address as a program text: `undefined` unless there is one. */
export function publicAddress(): string {
  const address = process.env['DOWNHILL_ADDRESS'] ?? NOWHERE;
  return address === NOWHERE ? 'undefined' : JSON.stringify(address);
}
