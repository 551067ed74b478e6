/**
 * Whether a page shorter than asked for is a label's last one. Not promised, so one label tries it out, once a session,
 * by asking for the page after its short one; the others wait for what it finds, if anything (status-api, rule 3).
 */
export interface ShortPages {
  /**
   * @param probe asks for the page after a short one; resolves to true when it was empty. Its rejection decides nothing.
   * @returns true when a short page is known to be the last
   */
  areLast(probe: () => Promise<boolean>): Promise<boolean>;
}

/** Knows nothing yet: make one for each profile and session. */
export function createShortPages(): ShortPages {
  let verdict: boolean | undefined;
  let probing: Promise<void> | undefined;

  async function run(probe: () => Promise<boolean>): Promise<void> {
    try {
      verdict = await probe();
    } catch {
      // The label that asked meets the same failure itself; the next short page tries again.
    } finally {
      probing = undefined;
    }
  }

  return {
    async areLast(probe) {
      if (verdict === undefined) await (probing ??= run(probe));
      return verdict ?? false;
    },
  };
}
