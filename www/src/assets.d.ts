/** Files that the bundler gives an address. */
declare module '*.csv?url' {
  const address: string;
  export default address;
}
declare module '*.wasm?url' {
  const address: string;
  export default address;
}
declare module '*.css';
