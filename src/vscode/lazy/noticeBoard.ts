import * as vscode from 'vscode';
import type { Log } from '../../core/log';
import { LabelNotices, type LabelNoticesDeps } from '../../core/notice/labelNotices';
import { StuckWatch } from '../../core/notice/stuckWatch';
import { statusBarId, viewId } from '../contributions';
import { showLabelNotice, type NoticeDialogs } from '../labelNotices';
import { NoticeBoard, type NoticeBoardParts } from '../noticeBoard';
import type { Settings } from '../settings';
import { StatusBar } from '../statusBar';

/** What the board shows itself with; the editor's own, if nothing else is given. */
type Dialogs = Pick<NoticeDialogs, 'inform' | 'warn'>;

export interface NoticeBoardDeps
  extends
    Omit<NoticeBoardParts, 'notices' | 'stuck' | 'statusBar' | 'settings' | 'store' | 't' | 'time'>,
    Pick<LabelNoticesDeps, 'startedAt' | 'mayNotify' | 'claim'>,
    Pick<NoticeDialogs, 'open' | 'showFailed'> {
  readonly store: NoticeBoardParts['store'] & LabelNoticesDeps['store'];
  readonly settings: Settings;
  readonly log: Log;
  readonly dialogs?: Dialogs;
  readonly makeItem?: () => vscode.StatusBarItem;
}

/** Makes notices, badge, status bar and the watch for stuck jobs, and joins them to what they tell of. */
export function createNoticeBoard(deps: NoticeBoardDeps): NoticeBoard {
  const { store, clock, settings, log, dialogs = editorDialogs, makeItem = makeStatusBarItem } = deps;
  const { t } = vscode.l10n;
  const onError = (error: unknown): void => log.error(`A notice failed: ${String(error)}`);
  const open = (label: string): unknown => (store.label(label) ? deps.open(label) : focusView());
  const notices = new LabelNotices({
    ...deps,
    setting: () => settings.notifications,
    show: (notice) => showLabelNotice({ ...deps, ...dialogs, t, open, onError }, notice),
    onError,
  });
  const stuck = new StuckWatch({ store, clock, afterMinutes: () => settings.stuckAfterMinutes });
  const time = (at: number): string => new Date(at).toLocaleTimeString();
  return new NoticeBoard({ ...deps, notices, stuck, statusBar: new StatusBar(makeItem()), t, time });
}

const editorDialogs: Dialogs = {
  inform: (message, ...titles) => vscode.window.showInformationMessage(message, ...titles),
  warn: (message, ...titles) => vscode.window.showWarningMessage(message, ...titles),
};

/** A label that is tracked no more, or another profile's: the view is all there is to show. */
function focusView(): Thenable<unknown> {
  return vscode.commands.executeCommand(`${viewId}.focus`);
}

function makeStatusBarItem(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem(statusBarId, vscode.StatusBarAlignment.Left);
  item.name = vscode.l10n.t('Banner Jobs');
  item.command = `${viewId}.focus`;
  return item;
}
