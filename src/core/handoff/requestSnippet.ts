import { asciiJson } from './asciiJson';
import { snippets, type SnippetLanguage } from './snippetLanguages';

/** A question to the status endpoint, as `requestBody` makes it, and where it goes. */
export interface StatusRequest {
  /** Cleaned, see `cleanBaseUrl`. */
  readonly baseUrl: string;
  readonly body: unknown;
}

/**
 * The request as code of a language, to be run as it stands. The key is no part of it: the code reads it from the
 * environment variable `CROP_PHOTO_API_KEY`.
 */
export function requestSnippet(language: SnippetLanguage, { baseUrl, body }: StatusRequest): string {
  const url = harmlessUrl(`${baseUrl}/banners/with-mask/status`);
  return `${snippets[language]({ url, json: asciiJson(body) })}\n`;
}

/** A path may hold quotes and `$`: percent-encoded they are the same address. */
function harmlessUrl(url: string): string {
  return url.replace(
    /[^A-Za-z0-9:/._~%[\]-]/g,
    (unit) => `%${unit.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
