import * as vscode from 'vscode';
import type { NotificationSetting } from '../core/notice/dueNotices';
import { noticeSettingIds } from './contributions';

/** The settings of the notice board, read when asked; whatever is written, the answer makes sense. */
export const noticeSettings = {
  /** Which labels that finished are announced. */
  get notifications(): NotificationSetting {
    const value = read(noticeSettingIds.notifications);
    return value === 'failures' || value === 'off' ? value : 'all';
  },

  /** In minutes; 0: no job is ever possibly stuck. */
  get stuckAfterMinutes(): number {
    const value = read(noticeSettingIds.stuckAfterMinutes);
    return typeof value === 'number' && value >= 0 ? value : 30;
  },

  /** Whether the status bar has an item. */
  get statusBar(): boolean {
    return read(noticeSettingIds.statusBar) !== false;
  },
};

function read(id: string): unknown {
  return vscode.workspace.getConfiguration().get(id);
}
