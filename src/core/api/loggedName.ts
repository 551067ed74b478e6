import { rowText } from '../jobs/rowText';
import { withoutQueries } from './linkText';

/** What a query begins with, however it is written: a log can do without whatever stands behind one. */
const rest = /(?:[?#]|%(?:25)*(?:3f|23)|\\{1,8}u00(?:3f|23)).*/is;

/** What looks like a key (status-api, "Authentication"), pasted where a label was asked for. */
const key = /api_[\w-]+/gi;

/**
 * A label or id in a line of the log: never what may be the query of a link or a key, though somebody tracks it.
 * @param longest in characters
 */
export function loggedName(text: string, longest: number): string {
  const name = withoutQueries(text, '?…').replace(rest, '?…').replace(key, 'api_…');
  return rowText(name, '-', longest);
}
