/** What the bundler makes of the fixture's imports. */
/// <reference path="../../../www/src/pool/inline-worker.d.ts" />
declare module '*.wasm?url' {
  const address: string;
  export default address;
}
