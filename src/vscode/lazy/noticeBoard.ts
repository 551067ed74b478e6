import * as vscode from 'vscode';
import type { Log } from '../../core/log';
import { CropReports, type CropReportsDeps } from '../../core/jobs/cropReports';
import { LabelNotices, type LabelNoticesDeps } from '../../core/notice/labelNotices';
import { StuckWatch } from '../../core/notice/stuckWatch';
import { Slices } from '../../core/snapshot/slices';
import { commandIds, viewId } from '../contributions';
import { showLabelNotice, type NoticeDialogs } from '../labelNotices';
import { NoticeBoard, type NoticeBoardParts } from '../noticeBoard';
import { noticeSettings } from '../noticeSettings';
import { rest } from '../rest';
import { StatusBar } from '../statusBar';

/** Under this id the user hides the item of the status bar, and shows it again. */
const statusBarId = 'bannerJobs.status';

/** What the board shows itself with; the editor's own, if nothing else is given. */
type Dialogs = Pick<NoticeDialogs, 'inform' | 'warn'>;

export interface NoticeBoardDeps
  extends
    Omit<NoticeBoardParts, 'notices' | 'stuck' | 'statusBar' | 'hasStatusBar' | 'store' | 't' | 'time'>,
    Pick<LabelNoticesDeps, 'startedAt' | 'mayNotify' | 'claim'>,
    Pick<NoticeDialogs, 'open' | 'showFailed'> {
  readonly store: NoticeBoardParts['store'] & LabelNoticesDeps['store'];
  readonly log: Log;
  readonly dialogs?: Dialogs;
  readonly makeItem?: () => vscode.StatusBarItem;
}

/** Makes notices, badge, status bar and the watch for stuck jobs, and joins them to what they tell of. */
export function createNoticeBoard(deps: NoticeBoardDeps): NoticeBoard {
  const { store, clock, log, dialogs = editorDialogs, makeItem = makeStatusBarItem } = deps;
  const { t } = vscode.l10n;
  const onError = (error: unknown): void => log.error(`A notice failed: ${String(error)}`);
  const { open, showFailed } = tracked(deps);
  const notices = new LabelNotices({
    ...deps,
    setting: () => noticeSettings.notifications,
    show: (notice) => showLabelNotice({ ...deps, ...dialogs, t, open, showFailed, onError }, notice),
    onError,
  });
  const slices = new Slices({ clock, rest });
  const stuck = new StuckWatch({ store, clock, slices, afterMinutes: () => noticeSettings.stuckAfterMinutes });
  const time = (at: number): string => new Date(at).toLocaleTimeString();
  const statusBar = new StatusBar({ item: makeItem(), clock, tooltip: withSelectProfile });
  const hasStatusBar = (): boolean => noticeSettings.statusBar;
  return new NoticeBoard({ ...deps, notices, stuck, statusBar, hasStatusBar, t, time });
}

/** What tells of crops. */
export type CropSources = Omit<CropReportsDeps, 'slices'>;

/** Makes what looks through the crops of labels that somebody looks at. */
export function createCropReports(deps: CropSources): CropReports {
  return new CropReports({ ...deps, slices: new Slices({ clock: deps.clock, rest }) });
}

const editorDialogs: Dialogs = {
  inform: (message, ...titles) => vscode.window.showInformationMessage(message, ...titles),
  warn: (message, ...titles) => vscode.window.showWarningMessage(message, ...titles),
};

/** A message may be answered hours later: of labels that are tracked no more, the view is all there is to show. */
function tracked({ store, open, showFailed }: NoticeBoardDeps): Pick<NoticeDialogs, 'open' | 'showFailed'> {
  const focusView = (): Thenable<unknown> => vscode.commands.executeCommand(`${viewId}.focus`);
  return {
    open: (label) => (store.label(label) ? open(label) : focusView()),
    showFailed: (labels) => {
      const known = labels.filter((label) => store.label(label));
      return known.length > 0 ? showFailed(known) : focusView();
    },
  };
}

/** The item of the status bar, hidden yet: it has a name and an id, so that the user can hide it for good. */
export function makeStatusBarItem(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem(statusBarId, vscode.StatusBarAlignment.Left);
  item.name = vscode.l10n.t('Banner Jobs');
  item.command = `${viewId}.focus`;
  return item;
}

/** The lines as text, and below them the way to another profile: the one command that the link may run. */
function withSelectProfile(lines: string): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString().appendText(lines);
  tooltip.isTrusted = { enabledCommands: [commandIds.selectProfile] };
  return tooltip.appendMarkdown(`\n\n[${vscode.l10n.t('Select Profile…')}](command:${commandIds.selectProfile})`);
}
