/** Where core writes what happened. Never pass a key, a link's query string or a raw transport error. */
export interface Log {
  trace(message: string): void;
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
