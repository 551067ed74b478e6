import * as vscode from 'vscode';
import type { Disposable } from '../../core/event';
import { findLabels, type FoundLabels } from '../../core/handoff/findLabels';
import { countLists, lensText } from '../../core/handoff/lensText';
import type { JobCounts } from '../../core/jobs/jobCounts';
import { rowText } from '../../core/jobs/rowText';
import { Seldom } from '../../core/notice/seldom';
import { listOf, readAs, text } from '../../core/shape';
import { viewId } from '../contributions';
import type { Services } from '../services';

/** Run by a click on a lens, and offered nowhere else: so package.json does not name it. */
export const useLabels = 'bannerJobs.useLabelsOfCode';

/** The most lenses of a document: beyond that it is data, and nobody reads it. */
const mostLenses = 200;
/** Shortest time between two looks at the jobs for lenses that are on the screen, in ms. */
const pause = 2000;

/** What stands above the `job_labels` of code: track them, or open what is tracked, with the counts that are known. */
export class LabelLenses implements Disposable {
  private readonly subscription: vscode.Disposable;
  /** True since lenses were made from what is known now. */
  private isShown = false;

  /** @param changed the lenses that are on the screen say something old */
  constructor(
    private readonly services: Services,
    changed: () => void,
  ) {
    const run = (): void => {
      this.isShown = false;
      changed();
    };
    const seldom = new Seldom({ clock: services.clock, pause, run });
    const ask = (): void => {
      if (this.isShown) seldom.ask();
    };
    this.subscription = vscode.Disposable.from(
      seldom,
      services.store.onDidChange(ask),
      services.session.onDidChangeTracked(ask),
    );
  }

  provide(document: vscode.TextDocument, code: string, token: vscode.CancellationToken): vscode.CodeLens[] {
    const found: FoundLabels[] = [];
    for (const each of findLabels(code, document.languageId)) {
      if (token.isCancellationRequested) return [];
      if (found.push(each) === mostLenses) break;
    }
    this.isShown ||= found.length > 0;
    const lists = found.map(({ labels }) => labels);
    const counts = countLists(this.services.store, lists);
    return found.flatMap(({ at, labels }, index) => {
      const start = document.positionAt(at);
      const count = counts[index];
      return count ? new vscode.CodeLens(new vscode.Range(start, start), this.command(labels, count)) : [];
    });
  }

  /** Tracks what is not tracked yet, and goes to the first. @param labels whatever the caller of the command says */
  async use(labels: unknown): Promise<void> {
    const asked = readAs(listOf(text), labels) ?? [];
    const [label] = asked;
    if (label === undefined) return;
    const { tracked, groups, tree, filter, arrangement } = this.services;
    const added = this.untracked(asked);
    if (added.length > 0) await tracked.trackLabels(added);
    // Grouped by status no label has a row, whatever the filter is.
    if (!groups.hasRow(label) && arrangement.current.groupBy === 'label') filter.clear();
    if (groups.hasRow(label)) await tree.reveal({ kind: 'label', label }, { expand: true, focus: true });
    else await vscode.commands.executeCommand(`${viewId}.focus`);
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private command(labels: readonly string[], counts: JobCounts): vscode.Command {
    const title = lensText(vscode.l10n.t, this.untracked(labels).length === 0, counts);
    const names = labels.slice(0, 20).map((label) => rowText(label, '-', 40));
    return { title, tooltip: names.join(' · '), command: useLabels, arguments: [labels] };
  }

  private untracked(labels: readonly string[]): readonly string[] {
    const tracked = new Set(this.services.tracked.labels);
    return labels.filter((label) => !tracked.has(label));
  }
}
