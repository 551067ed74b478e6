import { rowText } from '../jobs/rowText';

// A server writes links in many ways: whole, without their scheme, encoded once or twice, or inside of JSON or HTML.

const begins = String.raw`(?:[?#\uff1f]|%(?:25)*(?:3f|23)|\\{1,8}(?:u00|x)(?:3f|23)|&(?:quest|num|#0{0,4}63|#x0{0,4}3f);)`;
const parts = String.raw`(?:${begins}|;|&(?:amp;|#0{0,4}38;|#x26;)?|%(?:25)*26(?:amp(?:;|%(?:25)*3b))?|\\{1,8}u0026)`;
const equals = String.raw`(?:=|%(?:25)*3d|\\{1,8}(?:u00|x)3d|&equals;)`;
const slash = String.raw`(?:\\{0,8}\/|%(?:25)*2f|\\{1,8}u002f)`;

/** What follows the path of an address: that of a link to a picture is a secret. */
const query = new RegExp(String.raw`([a-z0-9](?::|%(?:25)*3a)${slash}{2}[^\s?#]{1,1000}?)${begins}\S*`, 'gi');

/** A parameter behind what looks like a file or a path: its address may have lost its scheme, or have a blank in it. */
const behindPath = new RegExp(String.raw`(\.\w{2,11}|${slash}[\w.~%-]{1,60})${begins}[\w.~-]{1,80}${equals}\S*`, 'gi');

const secret =
  'sig|signature|sign|token|credentials?|secret|key|auth|password|hmac|policy|expires|jwt|hdnts|hdnea|hdntl';
const joined = 'accesskey|apikey|authkey|secretkey|token|signature|secret';

/** A name of which one word is such a thing, such as `X-Amz-Signature` or `accessToken`. */
const secretName = String.raw`(?:(?:[\w.~-]{0,60}[_.~-])?(?:${secret})(?:[_.~-][\w.~-]{0,60})?|\w{0,20}(?:${joined})\w{0,20})`;

/** A parameter that is a secret, wherever it stands, and all behind it. */
const parameter = new RegExp(`${parts}${secretName}${equals}\\S*`, 'gi');

/** Who is to be let in, and how, before the host of an address. */
const credentials = new RegExp(String.raw`(:${slash}{2})[^\s/\\?#@]{1,500}@`, 'g');

/** What each of the patterns needs. They take 9 ms to be made ready, and most texts have none of it. */
const sign = /[?#%&\\;@\uff1f]/;

/**
 * A text of a server in which each address ends with its path: a message may quote the signed link that it is about.
 *
 * @param mark what stands in place of what is cut off
 */
export function withoutQueries(text: string, mark = ''): string {
  if (!sign.test(text)) return text;
  return text
    .replace(credentials, '$1')
    .replace(query, `$1${mark}`)
    .replace(behindPath, `$1${mark}`)
    .replace(parameter, mark);
}

/** What a query begins with, however it is written: a log can do without whatever stands behind one. */
const anyQuery = new RegExp(`${begins}.*`, 'is');

/** What looks like a key (status-api, "Authentication"), pasted where a label was asked for. */
const likeKey = /api_\S+/gi;

/** A part of a link that was parted where it was pasted, at a comma or the end of a line: its parameter stands first. */
const parted = new RegExp(`^\\s*${secretName}${equals}.*`, 'is');

/**
 * A label or id in a line of the log: never what may be the query of a link or a key, though somebody tracks it.
 * @param longest in characters
 */
export function loggedName(text: string, longest: number): string {
  const name = withoutQueries(text, '?…').replace(anyQuery, '?…').replace(parted, '…');
  return rowText(name.replace(likeKey, 'api_…'), '-', longest);
}
