/** Where the embed under test is served, the experiment that every host is given, and where things are kept meanwhile. */
import { fileURLToPath } from 'node:url';

/** On 127.0.0.1, while hosts are on localhost: two sites to a browser, as in the wild. */
export const EMBED = (process.env['BASE_URL'] ?? 'http://127.0.0.1:8191').replace(/\/$/, '');

/** Short, so that a test need not wait for it, and nothing but map and playback, which fit a frame of 640 pixels. */
export const LINK = 'lab=race&f=bowl&from=1,1&view=-2,2,-1.8,1.8&run=sgd,lr:0.01&run=adam,lr:0.1&steps=500&hide=heading,presets,controls,charts,table,about&v=1';

/** Networks that train until the test ends. */
export const TRAINING = 'lab=minima&experiment=batch-size&batch=4&batch=150&updates=20000&seeds=10&hide=heading,presets,controls,charts,table,about&v=1';

/** The built page, for hosts that take its files. */
export const BUILT = fileURLToPath(new URL('../../www/dist', import.meta.url));

/** The sites that are built before the tests. */
export const SITES = fileURLToPath(new URL('output/sites', import.meta.url));

/** What the tests find out. */
export const FINDINGS = fileURLToPath(new URL('output/findings', import.meta.url));
