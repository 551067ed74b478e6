import { Failure } from './failure';

const maxDepth = 100;

/**
 * Reads an answer's bytes as JSON; a byte order mark is skipped.
 * @throws Failure `shape` for an empty body, a page of HTML, anything that is not JSON, or more than 100 levels of it
 */
export function parseJson(bytes: Uint8Array, status: number): unknown {
  const text = decode(bytes);
  if (!/\S/.test(text)) throw shape('The server sent an empty answer.', status);
  if (/^\s*</.test(text)) throw shape(signInPage, status);
  if (isDeeperThan(bytes, maxDepth)) throw shape('The answer of the server is nested too deeply.', status);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The parser's own message quotes the body.
    throw shape('The answer of the server is not JSON.', status);
  }
}

/** As `parseJson`, for a body that may be anything: undefined when it is not JSON. */
export function tryParseJson(bytes: Uint8Array): unknown {
  try {
    return parseJson(bytes, 0);
  } catch {
    return undefined;
  }
}

/** UTF-8 text of an answer; malformed bytes become U+FFFD. */
export function decode(bytes: Uint8Array): string {
  return utf8.decode(bytes);
}

const utf8 = new TextDecoder();

const signInPage =
  'A web page came in place of the data, such as the sign-in page of a network (captive portal). Open a browser and check the connection.';

function shape(message: string, status: number): Failure {
  return new Failure('shape', message, { status });
}

const [quote, backslash] = [0x22, 0x5c];
/** `[`, `{`; `]`, `}` */
const [openList, openObject, endOfList, endOfObject] = [0x5b, 0x7b, 0x5d, 0x7d];

/** Counts brackets outside strings, without recursion: whoever walks the parsed value later may recurse. @param json UTF-8 */
function isDeeperThan(json: Uint8Array, limit: number): boolean {
  const { length } = json;
  let depth = 0;
  for (let index = 0; index < length; index++) {
    const byte = json[index];
    if (byte === quote) while (++index < length && json[index] !== quote) index += json[index] === backslash ? 1 : 0;
    else if (byte === openList || byte === openObject) {
      if (++depth > limit) return true;
    } else if (byte === endOfList || byte === endOfObject) depth--;
  }
  return false;
}
