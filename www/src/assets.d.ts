/** Files that the bundler gives an address. */
declare module '*.csv?url' {
  const address: string;
  export default address;
}
declare module '*.wasm?url' {
  const address: string;
  export default address;
}
/** Style sheets as texts, for whoever adopts them. */
declare module '*.css?inline' {
  const text: string;
  export default text;
}
declare module '*.css';
