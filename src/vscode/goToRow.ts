import type { LogOutputChannel, TreeView } from 'vscode';
import type { Clock } from '../core/clock';
import type { RepaintPacer } from '../core/jobs/repaintPacer';
import type { Rereading } from './rereading';

/** A row that VS Code did not find is gone to so often. */
const mostTries = 4;

interface GoToRowDeps {
  readonly view: TreeView<string>;
  readonly clock: Clock;
  readonly log: LogOutputChannel;
  readonly pacer: Pick<RepaintPacer, 'flush'>;
  readonly rereading: Pick<Rereading, 'settled'>;
}

/** How a row is gone to. */
export interface GoToOptions {
  readonly focus?: boolean;
  readonly expand?: boolean;
}

/** Scrolls to a row and selects it; one that is not there any more is left alone. */
export async function goToRow(
  deps: GoToRowDeps,
  { element, isOnPage }: { readonly element: string; readonly isOnPage: boolean },
  options: GoToOptions,
): Promise<void> {
  // Where rows stand on pages, VS Code may know those of before a change: it does not find the row then, and says nothing.
  const tries = isOnPage ? mostTries : 1;
  for (let times = 0; times < tries; times++) {
    deps.pacer.flush();
    // VS Code looks for the row once it has read what it was told before.
    await deps.rereading.settled();
    try {
      await deps.view.reveal(element, { select: true, ...options });
    } catch {
      // Not the error: it names the row, that is its label, which may be a link.
      deps.log.debug('A row could not be revealed: VS Code does not find it.');
    }
    if (times + 1 < tries && (await isSelected(deps, element))) return;
  }
}

/** Looks for as long as VS Code may take to load a page. */
async function isSelected({ view, clock }: GoToRowDeps, element: string): Promise<boolean> {
  for (let looks = 0; looks < 15 && !view.selection.includes(element); looks++)
    await new Promise<void>((resolve) => clock.after(100, resolve));
  return view.selection.includes(element);
}
