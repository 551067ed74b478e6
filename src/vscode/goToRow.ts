import type { LogOutputChannel, TreeView } from 'vscode';
import type { Clock } from '../core/clock';
import type { RepaintPacer } from '../core/jobs/repaintPacer';
import type { Portions } from './portions';

/** A row that VS Code did not find is gone to so often: on a page, and elsewhere. */
const mostTries = { onPage: 4, elsewhere: 2 };

/** How often it is looked whether VS Code found it, every 100 ms: it may have a page to load, or a view to open. */
const looks = { inView: 15, inHiddenView: 4 };

interface GoToRowDeps {
  readonly view: TreeView<string>;
  readonly clock: Clock;
  readonly log: LogOutputChannel;
  readonly pacer: Pick<RepaintPacer, 'flush'>;
  readonly portions: Pick<Portions, 'settled'>;
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
  // VS Code may know the rows of before a change, on a page or in a view that was hidden: it does not find this one then, and says nothing.
  const tries = isOnPage ? mostTries.onPage : mostTries.elsewhere;
  for (let times = 0; times < tries; times++) {
    deps.pacer.flush();
    // VS Code looks for the row once it has read what it was told before.
    await deps.portions.settled();
    const most = deps.view.visible ? looks.inView : looks.inHiddenView;
    try {
      await deps.view.reveal(element, { select: true, ...options });
    } catch {
      // Not the error: it names the row, that is its label, which may be a link.
      deps.log.debug('A row could not be revealed: VS Code does not find it.');
    }
    if (times + 1 < tries && (await isSelected(deps, element, most))) return;
  }
}

async function isSelected({ view, clock }: GoToRowDeps, element: string, most: number): Promise<boolean> {
  for (let times = 0; times < most && !view.selection.includes(element); times++)
    await new Promise<void>((resolve) => clock.after(100, resolve));
  return view.selection.includes(element);
}
