// @ts-check
// What `npm run bench` measures. A goal is never moved: what stays above it is explained where the figures are told.

/**
 * @typedef {object} Figure
 * @property {string} name
 * @property {'ratio' | 'ms' | 'count' | 'kB'} unit
 * @property {number | undefined} goal the value is to be no larger; undefined where what was done decides it: the bench tells it then
 * @property {string} work for the table of the README
 * @property {string} [peer] what the same run compares it with
 */

/**
 * @typedef {object} Bench
 * @property {string} file below `test/bench`, without `.bench.ts`
 * @property {'node' | 'host'} where plain Node, or the extension host of VS Code
 * @property {number} limitMs a bench that takes longer hangs, and is killed
 * @property {readonly Figure[]} figures
 * @property {Readonly<Record<string, unknown>>} [settings] User settings of the window
 * @property {number} [windows] it runs in so many windows, one after another, and adds up what each finds
 * @property {boolean} [asInstalled] ours is an installed extension that starts only when told to, beside an empty one
 * @property {boolean} [certificate] the extension host trusts the certificate of the tests
 */

const minutes = (/** @type {number} */ count) => count * 60_000;

/**
 * @param {string} name
 * @param {number | undefined} goal
 * @param {{ unit?: Figure['unit'], work: string, peer?: string }} rest
 * @returns {Figure}
 */
const figure = (name, goal, { unit = 'ratio', ...rest }) => ({ name, unit, goal, ...rest });

const sample = '10,000 jobs in 10 labels, 20 ms away, from request to store';
const twenty = 'Requests of 100 checks of 10,000 jobs, 20 unfinished';
const everything = 'asking for everything each time';

/** @type {readonly Bench[]} */
export const benches = [
  {
    ...{ file: 'node/sync', where: 'node', limitMs: minutes(4) },
    figures: [
      figure('sync', 1.15, { work: sample, peer: 'Node’s own client, kept connections, `JSON.parse` only' }),
      figure('sync-naive', 0.06, { work: sample, peer: 'one `fetch` after another, `limit` 20' }),
    ],
  },
  {
    ...{ file: 'node/polls', where: 'node', limitMs: minutes(2) },
    figures: [
      figure('poll-together', 1.25, { work: `${twenty} on one page`, peer: 'an oracle that knows where' }),
      figure('poll-naive-together', 0.05, { work: `${twenty} on one page`, peer: everything }),
      figure('poll-scattered', 1.25, { work: `${twenty} on 20 pages`, peer: 'an oracle that knows where' }),
      figure('poll-naive-scattered', 0.25, { work: `${twenty} on 20 pages`, peer: everything }),
    ],
  },
  {
    ...{ file: 'node/apply', where: 'node', limitMs: minutes(2) },
    figures: [
      figure('apply', 2.5, {
        work: 'A new answer for 100,000 jobs, 100 changed: parse, validate, compare, group, filter',
        peer: '`JSON.parse` and one `Map`',
      }),
    ],
  },
  {
    ...{ file: 'node/filter', where: 'node', limitMs: minutes(2) },
    figures: [
      figure('filter', 2, {
        work: 'Typing a text filter over 100,000 jobs',
        peer: 'one `Array.filter` with `includes`',
      }),
    ],
  },
  {
    ...{ file: 'node/memory', where: 'node', limitMs: minutes(2) },
    figures: [
      figure('memory', 1.5, { work: 'Memory of a tracked job, of 100,000', peer: 'what `JSON.parse` makes of it' }),
    ],
  },
  {
    ...{ file: 'node/growthSync', where: 'node', limitMs: minutes(3) },
    figures: [figure('growth-sync', 1.3, { work: 'A job’s share of loading 100,000', peer: 'of loading 10,000' })],
  },
  {
    ...{ file: 'node/growthApply', where: 'node', limitMs: minutes(2) },
    figures: [
      figure('growth-apply', 1.3, { work: 'A job’s share of a new answer for 100,000', peer: 'of one for 10,000' }),
    ],
  },
  {
    ...{ file: 'node/activateChunk', where: 'node', limitMs: minutes(1) },
    figures: [
      figure('activate-cpu', 10, { unit: 'ms', work: 'Loading what every start loads, in plain Node: processor time' }),
      figure('activate-kB', 60, { unit: 'kB', work: 'Size of what every start loads' }),
    ],
  },
  {
    ...{ file: 'host/activate', where: 'host', limitMs: minutes(6), windows: 12, asInstalled: true },
    figures: [
      figure('activate-ms', 25, {
        unit: 'ms',
        work: 'Start inside VS Code: loading the code and `activate()`',
        peer: 'less an extension with one empty view',
      }),
    ],
  },
  {
    ...{ file: 'host/block', where: 'host', limitMs: minutes(12), windows: 3 },
    // A remote host starts a process again and again to look for ports to forward, 40 ms each; the desktop's does not.
    settings: { 'remote.autoForwardPortsSource': 'output' },
    figures: [
      figure('block', 0, {
        unit: 'count',
        work: 'Blocks of the extension host over 50 ms: load, filter, sort, group, save 100,000 jobs',
        peer: 'less those of an idle time',
      }),
    ],
  },
  {
    ...{ file: 'host/repaint', where: 'host', limitMs: minutes(3) },
    figures: [
      figure('repaint-collapsed', 3, {
        unit: 'count',
        work: 'Rows read anew: 50 of 30,000 jobs change under collapsed labels',
        peer: 'goal: the labels touched',
      }),
      figure('repaint-steady', 50, {
        unit: 'count',
        work: 'Rows read anew: 50 change under an open label, its counts do not',
        peer: 'goal: these jobs',
      }),
      figure('repaint-counts', undefined, {
        unit: 'count',
        work: 'Rows read anew: 50 change under an open label, and its counts',
        peer: 'goal: each row loaded of the labels touched, once',
      }),
    ],
  },
  {
    ...{ file: 'host/syncHost', where: 'host', limitMs: minutes(3), certificate: true },
    settings: { 'http.systemCertificates': false },
    figures: [
      figure('sync-host', 1.5, {
        work: '1,000 jobs over TLS, 20 ms away, inside the extension host',
        peer: 'Node’s own client outside',
      }),
      figure('sync-host-connections', 6, { unit: 'count', work: 'Connections that this opens, after the first run' }),
    ],
  },
  {
    ...{ file: 'browser/tree', where: 'node', limitMs: minutes(8) },
    figures: [
      figure('tree', 1.3, {
        work: 'Opening a label of 20,000 jobs in VS Code: from the click to the first rows',
        peer: 'the same view, menus included, with 200 rows that never change',
      }),
      figure('tree-longest-task', 1.5, { work: 'The same: the longest task of the window', peer: 'the same view' }),
    ],
  },
  {
    ...{ file: 'browser/viewer', where: 'node', limitMs: minutes(8) },
    figures: [
      figure('viewer-cold', 1.5, {
        work: 'A job’s picture with its crop on the screen, from the click, from the server',
        peer: 'VS Code’s own preview of the same file on disk',
      }),
      figure('viewer-next', 0.5, { work: 'Then the next result, from the key', peer: 'the same preview' }),
    ],
  },
  {
    ...{ file: 'browser/zoom', where: 'node', limitMs: minutes(4) },
    figures: [
      figure('zoom', 1.1, {
        work: 'Frames of a zoom over 8,000 × 6,000 px with the crop drawn over it: median',
        peer: 'the same without a crop',
      }),
      figure('zoom-p95', 1.3, { work: 'The same: 95 % of the frames take at most', peer: 'the same without a crop' }),
    ],
  },
];

/**
 * @param {readonly string[]} names none means all
 * @returns {readonly Bench[]} the benches that print any of these figures, in their order
 */
export function chooseBenches(names) {
  const known = benches.flatMap(({ figures }) => figures.map(({ name }) => name));
  const unknown = names.find((name) => !known.includes(name));
  if (unknown) throw new Error(`There is no bench ${unknown}. There are: ${known.join(', ')}.`);
  return benches.filter(({ figures }) => names.length === 0 || figures.some(({ name }) => names.includes(name)));
}
