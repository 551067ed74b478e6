import type { Translate } from '../translate';

/**
 * Everything that a `Failure` says, and the reasons why a key is refused. They are made where they happen, in English, for
 * the log has them so; `{0}` stands for what is filled in there, a host for instance. A test compares them with the code.
 */
export const failureTexts = [
  'The answer of {0} is too large.',
  '{0} did not answer in time.',
  'The request was cancelled.',
  'The proxy on the way to {0} cannot be reached. Check the proxy settings.',
  'The answer of {0} is compressed in a way that cannot be read.',
  'The certificate of {0} has expired.',
  'The certificate of {0} is for another host.',
  'A secure connection to {0} is not possible: its certificate or TLS set-up is not accepted ({1}).',
  '{0} sends requests on to another address. Check the base URL.',
  '{0} answered with headers that are too large. Check the base URL.',
  '{0} does not answer in HTTP. Check the base URL.',
  'The name {0} cannot be found. Check the network connection.',
  '{0} refuses the connection.',
  'The connection to {0} broke off.',
  '{0} cannot be reached. Check the network connection.',
  'The API key is not accepted. Sign in again.',
  'The API key has no access here (HTTP {0}).',
  'The account has no balance or an unpaid plan. Check the billing page of Crop.photo.',
  'The server does not accept this query (HTTP {0}). Check the label or the job id.',
  'The proxy asks for a sign-in (HTTP 407). Check the proxy settings.',
  'The server asks for fewer requests (HTTP 429).',
  '{0} sends requests on to another address (HTTP {1}). Check the base URL.',
  '{0} has no banner status API at this address (HTTP {1}). Check the base URL.',
  '{0} has a problem (HTTP {1}).',
  'The server sent an empty answer.',
  'The answer of the server is nested too deeply.',
  'The answer of the server is not JSON.',
  'A web page came in place of the data, such as the sign-in page of a network (captive portal). Open a browser and check the connection.',
  'Sign in with an API key.',
  '{0} did not answer within {1} seconds.',
  'The answer for this job cannot be read.',
  'The server answered for another job.',
  'The answer of the server is not what the API documents: {0}.',
  'Enter the API key.',
  'An API key has at most {0} characters.',
  'The key contains a line break. Copy the key alone, on one line.',
  'The key contains a control character. Copy it again.',
  'The key contains an invisible character. Copy it again, or type it.',
  'The key contains typographic quotes. Copy the key without quotes.',
  'The key contains a blank. Copy the key alone.',
  'The key contains a character that no API key has. Copy it again.',
  'The details cannot be read.',
  'There is no API key.',
  'Another server or key is in use by now.',
  'The server knows no such job any more.',
  'The answer could not be used.',
  'The refresh was cancelled.',
  'A part of the extension could not be loaded.',
  'The picture did not come within 60 seconds.',
  'The proxy asks for a sign-in.',
  'Nobody waits for it any more.',
  'Nobody waits for the job any more.',
  'Signing in was given up.',
  'Sign in again. {0}',
] as const;

const patterns = failureTexts.map((text) => ({ text, pattern: patternOf(text) }));

/** What a failure says, in the language of the user; as it stands when it says nothing of these. */
export function failureWords(t: Translate, message: string): string {
  for (const { text, pattern } of patterns) {
    const found = pattern.exec(message);
    // What is filled in may be a sentence of its own: why the key is refused.
    if (found) return t(text, ...found.slice(1).map((part) => failureWords(t, part)));
  }
  return message;
}

function patternOf(text: string): RegExp {
  const escaped = text.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\{\d\}/g, '(.+?)')}$`, 's');
}
