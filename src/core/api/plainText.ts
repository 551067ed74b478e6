import { withoutQueries } from './linkText';

const maxLength = 200;

/**
 * Server text fit to be shown to a person: one line of at most 200 characters, without control or invisible characters,
 * without the queries of links (which may be signatures) and without `secret`, should the server have echoed it.
 */
export function plainText(text: string, secret: string): string {
  const start = text.slice(0, 100 * maxLength).replaceAll(secret || '\0', '…');
  const visible = withoutQueries(start, '?…').replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ');
  return Array.from(visible.trim().toWellFormed()).slice(0, maxLength).join('');
}
