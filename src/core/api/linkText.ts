/** What follows the path of an address: that of a link to a picture is a secret. */
const query = /(\bhttps?:\/\/[^\s?#]+)[?#]\S*/gi;

/** A text of a server in which each address ends with its path: a message may quote the signed link that it is about. */
export function withoutQueries(text: string): string {
  return text.replace(query, '$1');
}
