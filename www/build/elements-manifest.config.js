/** What the custom elements manifest is made of, for its analyzer. */
export default {
  globs: ['src/embedding/downhill-lab.ts', 'src/embedding/define-package.ts'],
  outdir: 'package',
  // The page's own package has no elements for others.
  packagejson: false,
};
