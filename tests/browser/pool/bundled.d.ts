/** What the bundler makes of the fixture's imports. */
/// <reference path="../../../www/src/work/inline-worker.d.ts" />
declare module '*.wasm?url' {
  const address: string;
  export default address;
}
