/** Longest that a person would wait for the editor to follow, on a slow machine. */
const patienceMs = 15_000;

/**
 * Repeats a check until it stops throwing. When its time is over, the error of the last try is thrown.
 *
 * @param check an assertion, or a read followed by one
 */
export async function eventually<T>(check: () => Promise<T> | T, limitMs = patienceMs): Promise<T> {
  const until = Date.now() + limitMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
