/**
 * A Downhill experiment as a component of React's, for MDX: `<Downhill link="lab=race&f=himmelblau&v=1" title="..." />`.
 *
 * It is written without JSX, so that every bundler takes it as it is, and it renders on a server too.
 */
import { createElement } from 'react';

/** Where Downhill is; a property `host` overrides it. Put your own address here. */
const HOST = 'https://HOST';

/**
 * @param {object} properties
 * @param {string} properties.link what stands after the # of Downhill's address
 * @param {string} properties.title what the experiment shows, for those who do not see it
 * @param {number} [properties.height] in pixels
 * @param {string} [properties.host] where Downhill is
 */
export function Downhill({ link, title, height = 640, host = HOST }) {
  return createElement('iframe', {
    src: `${host}/embed/?${link}`,
    title,
    width: '100%',
    height: String(height),
    loading: 'lazy',
    allow: 'fullscreen; clipboard-write',
  });
}
