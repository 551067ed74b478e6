/** What follows the path of an address: that of a link to a picture is a secret. JSON in a text may escape its slashes. */
const query = /(https?:(?:\\?\/){2}[^\s?#"'<>]{1,1000})[?#][^\s"'<>]*/gi;

/** The same of an address that stands in another one. */
const encodedQuery = /(https?%3a(?:(?!%3f|%23)[^\s"'<>]){1,1000})%(?:3f|23)[^\s"'<>]*/gi;

/** A parameter and all behind it: what it belongs to may have lost its scheme, or have a blank in its path. */
const parameter = /[?&#][^\s?&#="'<>]{1,80}=[^\s"'<>]*/g;

const secretName = /sig|token|cred|secret|key|auth|pass/i;

/**
 * A text of a server in which each address ends with its path: a message may quote the signed link that it is about.
 *
 * @param mark what stands in place of what is cut off
 */
export function withoutQueries(text: string, mark = ''): string {
  return text
    .replace(query, `$1${mark}`)
    .replace(encodedQuery, `$1${mark}`)
    .replace(parameter, (found) => (secretName.test(found) ? mark : found));
}
