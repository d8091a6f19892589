/** Sites made by the programs of their authors: each shows the snippet that it was given, and everything in it works. */
import { Embedded } from './embedded.ts';
import { keep } from './findings.ts';
import type { Finding } from './findings.ts';
import { expect, test } from './hosted.ts';
import { before, proves } from './proof.ts';

// A column of a blog, in a window that is lower than the frame.
test.use({ viewport: { width: 660, height: 480 } });

interface Site extends Pick<Finding, 'host' | 'madeBy'> {
  path: string;
  frames: number;
}

const SITES: readonly Site[] = [
  { host: 'Hugo', madeBy: '`hugo`, the shortcode', path: '/hugo/posts/post/', frames: 1 },
  { host: 'Jekyll', madeBy: '`jekyll`, the include', path: '/jekyll/post/', frames: 1 },
  { host: 'MDX', madeBy: '`@mdx-js/mdx` and React, the snippet as it is and the component', path: '/mdx/', frames: 2 },
  { host: 'mdBook', madeBy: '`mdbook`, the snippet', path: '/mdbook/chapter.html', frames: 1 },
  { host: 'Jupyter', madeBy: 'a notebook run and exported by `nbconvert`, `IFrame`', path: '/jupyter/', frames: 1 },
];

for (const { path, frames, ...named } of SITES) {
  test(`${named.host} shows it`, async ({ page, host, account }) => {
    let embedded: Embedded;
    let frame = 0;
    do {
      // Anew for each: nothing has been touched before.
      await page.goto(`${host.address}${path}`);
      const first = await before(page);
      await expect(page.locator('iframe')).toHaveCount(frames);
      embedded = Embedded.inFrame(page, `iframe >> nth=${frame}`);
      await proves(embedded, account, first);
      frame += 1;
    } while (frame < frames);
    await keep({ ...named, way: 'iframe', browser: 'Chromium', rights: await embedded.rights() });
  });
}
