/** Pauses before it is tried again, in ms: on Windows a file that is being read cannot be replaced. */
const pauses = [10, 30, 100, 300];

/** Does what a file that is in use may hinder, again after a moment. Rejects as the last try does. */
export async function patiently(work: () => Promise<void>): Promise<void> {
  for (const pause of pauses) {
    try {
      await work();
      return;
    } catch (error) {
      if (!['EBUSY', 'EPERM', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  await work();
}
