import type { LabelNotice } from '../core/notice/labelNotices';
import { failedLabels, noticeText } from '../core/notice/noticeText';
import type { Translate } from '../core/translate';

/** Shows a message with buttons; resolves to the title of the one that was pressed, or undefined. */
export type ShowMessage = (message: string, ...titles: string[]) => Thenable<string | undefined>;

export interface NoticeDialogs {
  readonly t: Translate;
  readonly inform: ShowMessage;
  readonly warn: ShowMessage;
  /** Reveals a label's row. */
  readonly open: (label: string) => unknown;
  /** Shows the failed jobs of these labels. */
  readonly showFailed: (labels: readonly string[]) => unknown;
  /** Hears that a button did not do what it says. */
  readonly onError: (error: unknown) => void;
}

/** Shows a notice; nothing waits for its answer, which may come hours later or never. */
export function showLabelNotice(dialogs: NoticeDialogs, notice: LabelNotice): void {
  answered(dialogs, notice).catch(dialogs.onError);
}

async function answered({ t, inform, warn, open, showFailed }: NoticeDialogs, notice: LabelNotice): Promise<void> {
  const failed = failedLabels(notice);
  const [openTitle, failedTitle] = [t('Open'), t('Show Failed')];
  const text = noticeText(t, notice);
  const choice = await (failed.length > 0 ? warn(text, openTitle, failedTitle) : inform(text, openTitle));
  const [first] = notice.finishes;
  if (choice === openTitle && first) await open(first.label);
  if (choice === failedTitle) await showFailed(failed);
}
