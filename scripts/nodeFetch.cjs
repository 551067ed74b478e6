// @ts-check
// For esbuild.js, which is CommonJS, and for the bundles of the tests: both are to have the same node-fetch.
'use strict';
const { readFile } = require('node:fs/promises');

/**
 * node-fetch makes a stream of a body that is there as bytes and pipes that, which takes a tenth of the time that 10,000
 * jobs take to come: it is to write it in one go. `abort` ends the stream that the bytes could have been read from, with
 * an error that somebody must hear.
 */
const wholeBody = {
  before: `export const writeToStream = async (dest, {body}) => {
	if (body === null) {`,
  after: `export const writeToStream = async (dest, request) => {
	const {body} = request;
	if (Buffer.isBuffer(request[INTERNALS].body)) {
		body.on('error', () => {});
		dest.end(request[INTERNALS].body);
	} else if (body === null) {`,
};

/**
 * A body that is not compressed is read from where it comes, without another stream between: of 10,000 jobs that is a
 * twentieth. Of an error or a redirect, which nobody may read, that stream lets the connection go.
 */
const plainBody = {
  before: 'let body = pump(response_, new PassThrough(), error => {',
  after:
    "let body = response_.statusCode < 300 && headers.get('Content-Encoding') === null ? response_ : pump(response_, new PassThrough(), error => {",
};

/** node-fetch shows the request that it makes, and lets addresses be judged, through an agent only, and VS Code replaces agents. */
const shownRequest = {
  before: 'const request_ = send(parsedURL.toString(), options);',
  after: `if (options_?.lookup) options.lookup = options_.lookup;
		const request_ = send(parsedURL.toString(), options);
		options_?.onRequest?.(request_);`,
};

/** @type {(edits: readonly { before: string, after: string }[]) => (file: { path: string }) => Promise<import('esbuild').OnLoadResult>} */
const edited =
  (edits) =>
  async ({ path }) => {
    const source = await readFile(path, 'utf8');
    const missing = edits.filter(({ before }) => !source.includes(before));
    const errors = missing.map(({ before }) => ({ text: `node-fetch does this in another way now: ${before}` }));
    let contents = source;
    for (const { before, after } of edits) contents = contents.replace(before, () => after);
    return { errors, contents };
  };

/**
 * What node-fetch has no option for.
 *
 * @type {import('esbuild').Plugin}
 */
const nodeFetch = {
  name: 'node-fetch',
  setup({ onLoad }) {
    onLoad({ filter: /node-fetch[\\/]src[\\/]body\.js$/ }, edited([wholeBody]));
    onLoad({ filter: /node-fetch[\\/]src[\\/]index\.js$/ }, edited([shownRequest, plainBody]));
  },
};

module.exports = { nodeFetch };
