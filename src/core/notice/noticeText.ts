import { messageText } from '../jobs/rowText';
import { numberText } from '../numberText';
import type { Translate } from '../translate';
import type { LabelNotice } from './labelNotices';

/** The message of a notice: `car-model-lot-1: 37 done, 2 failed`, or of several labels at once. */
export function noticeText(t: Translate, notice: LabelNotice): string {
  const text = finishesText(t, notice);
  return notice.whileClosed ? t('While VS Code was closed: {0}', text) : text;
}

/** Labels of a notice of which a job failed. */
export function failedLabels({ finishes }: LabelNotice): readonly string[] {
  return finishes.filter(({ failed }) => failed > 0).map(({ label }) => label);
}

function finishesText(t: Translate, { finishes, whileClosed }: LabelNotice): string {
  const sum = (of: 'done' | 'failed'): number => finishes.reduce((total, finish) => total + finish[of], 0);
  const counts = outcome(t, sum('done'), sum('failed'));
  const [first] = finishes;
  if (first && finishes.length === 1) return t('{0}: {1}', messageText(first.label, t('(no label)')), counts);
  const labels = t('{0} labels finished', finishes.length);
  return whileClosed ? `${labels}, ${counts}` : t('{0}: {1}', labels, counts);
}

function outcome(t: Translate, done: number, failed: number): string {
  const parts = [
    ...(done > 0 ? [t('{0} done', numberText(t, done))] : []),
    ...(failed > 0 ? [t('{0} failed', numberText(t, failed))] : []),
  ];
  return parts.join(', ');
}
