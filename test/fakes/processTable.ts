import type { Processes } from '../../src/core/windows/processes';

/** Processes of one machine, each with a number of its own. */
export class ProcessTable {
  private readonly gone = new Set<number>();
  private last = 0;

  /** @param machine another one knows nothing of those that end here */
  begin(machine = 'here'): Processes & { readonly end: () => void } {
    const own = { machine, pid: ++this.last };
    return {
      own,
      isGone: (mark) => mark.machine === machine && this.gone.has(mark.pid),
      end: () => void this.gone.add(own.pid),
    };
  }
}
