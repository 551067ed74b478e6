// @ts-check
// What a script says while it works: whole lines only, so that a log file reads like the terminal.

/** @param {string} line */
export const say = (line) => console.log(line);

/**
 * Runs slow work and says every few seconds that it still goes on.
 *
 * @template T
 * @param {string} what for example `Downloading VS Code 1.139 (47 MB)`
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(what, work) {
  const start = Date.now();
  const seconds = () => `${((Date.now() - start) / 1000).toFixed(0)} s`;
  say(`${what} …`);
  const timer = setInterval(() => say(`${what} … ${seconds()}`), 5000);
  try {
    const result = await work();
    say(`${what}: done in ${seconds()}`);
    return result;
  } finally {
    clearInterval(timer);
  }
}
