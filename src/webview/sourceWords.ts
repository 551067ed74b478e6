import type { NoticeReason } from '../core/protocol';
import { noticeWords, type NoticeWords } from './noticeWords';
import type { Translate } from './words';

/** What passes by itself, or may: the same source is worth another try. */
const passing: readonly NoticeReason[] = ['offline', 'tls', 'proxy', 'timeout', 'server'];

/** Where the words for an output offer what there is not for a source. */
const ownText: Partial<Record<NoticeReason, (detail: string) => string>> = {
  forbidden: (detail) => detail,
  gone: (detail) => detail,
  otherFormat: () => '',
};

/**
 * What is said of a source image that cannot be had, and the one thing that can be done about it: as of an output, but that
 * its link is the user's own, so that nobody can be asked for a new one.
 *
 * @param detail see `noticeWords`
 */
export function sourceWords(t: Translate, reason: NoticeReason, detail: string): NoticeWords {
  const words = noticeWords(t, reason, detail);
  const text = ownText[reason]?.(detail) ?? words.text;
  return { ...words, text, action: sourceAction(t, reason, words) };
}

function sourceAction(t: Translate, reason: NoticeReason, { action }: NoticeWords): NoticeWords['action'] {
  if (action.message.type === 'loadAnyway') return { label: action.label, message: { type: 'loadSourceAnyway' } };
  if (passing.includes(reason)) return { label: t('Try Again'), message: { type: 'retrySource' } };
  return { label: t('Choose Another…'), message: { type: 'errand', errand: 'chooseSource' } };
}
