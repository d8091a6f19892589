/** A worker as text inside of the page's own script, which the bundler makes of `import ... from './x.ts?worker&inline'`. */
declare module '*?worker&inline' {
  const InlineWorker: new (options?: { name?: string }) => Worker;
  export default InlineWorker;
}
