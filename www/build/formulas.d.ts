/** The modules that `math.ts` makes while the page is built: the formulas that a lab shows, each kind by itself. */
declare module 'virtual:formulas/*' {
  /** MathML markup by the id of its formula in `src/generated/formulas.json`. */
  const formulas: Readonly<Record<string, string>>;
  export default formulas;
}
