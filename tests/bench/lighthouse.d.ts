/** What the bench uses of Lighthouse. Its packages are only fetched to measure: the types are checked without them. */
declare module 'lighthouse' {
  interface Result {
    readonly lhr: {
      readonly runtimeError?: { readonly message: string };
      /** Each category's points, from 0 to 1, by its name. */
      readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
    };
  }

  interface Flags {
    readonly port: number;
    readonly logLevel: 'error';
    readonly output: 'json';
    readonly onlyCategories: readonly string[];
  }

  export default function lighthouse(address: string, flags: Flags, config: object | undefined): Promise<Result | undefined>;
}

declare module 'lighthouse/core/config/desktop-config.js' {
  const desktop: object;
  export default desktop;
}
