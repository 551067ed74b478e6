/** What begins a query or a fragment, as it stands or encoded: once, twice, or as JSON escapes it. */
const begins = String.raw`(?:[?#]|%(?:25)*(?:3f|23)|\\u00(?:3f|23))`;

/** The same of a further parameter, and what stands between a name and its value. */
const parts = String.raw`(?:${begins}|&|%(?:25)*26|\\u0026)`;
const equals = String.raw`(?:=|%(?:25)*3d|\\u003d)`;

/** What follows the path of an address: that of a link to a picture is a secret. JSON in a text may escape its slashes. */
const query = new RegExp(String.raw`(https?:(?:\\?\/){2}[^\s?#]{1,1000}?)${begins}\S*`, 'gi');

/** A parameter behind what looks like a file: its address may have lost its scheme, be encoded, or have a blank in its path. */
const behindFile = new RegExp(String.raw`(\.\w{2,5})${begins}[\w.~-]{1,80}${equals}\S*`, 'gi');

const secret = 'sig|signature|token|credentials?|secret|key|auth|password|hmac|policy|expires';

/** A name of which one word is such a thing, such as `X-Amz-Signature`. */
const secretName = String.raw`(?:(?:[\w.~-]{0,60}[_.~-])?(?:${secret})(?:[_.~-][\w.~-]{0,60})?|\w{0,20}accesskey\w{0,20})`;

/** A parameter that is a secret, wherever it stands, and all behind it. */
const parameter = new RegExp(`${parts}${secretName}${equals}\\S*`, 'gi');

/**
 * A text of a server in which each address ends with its path: a message may quote the signed link that it is about.
 *
 * @param mark what stands in place of what is cut off
 */
export function withoutQueries(text: string, mark = ''): string {
  return text.replace(query, `$1${mark}`).replace(behindFile, `$1${mark}`).replace(parameter, mark);
}
