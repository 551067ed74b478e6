import { secondsOf, type Stay } from '../notice/stays';
import { timesText } from '../notice/timelineText';
import type { Translate } from '../translate';
import type { ExportJob } from './exportJob';

/** How long the job was seen in a state, over all its stays, in whole seconds; undefined when it never was. @param at ms since 1970 */
export function secondsIn(job: ExportJob, status: string, at: number): number | undefined {
  const stays = staysIn(job).filter((stay) => stay.status === status);
  if (stays.length === 0) return undefined;
  return stays.reduce((sum, stay) => sum + secondsOf(stay, Math.floor(at / 1000)), 0);
}

/** `First seen: 2026-01-01T00:00:00Z · Seen: pending 12 s, running 1 min 4 s`. @param at ms since 1970 */
export function timesLine(t: Translate, job: ExportJob, at: number): string {
  const times = timesText(t, staysIn(job), at);
  const parts = [`${t('First seen')}: ${job.firstSeen}`, ...(times === '' ? [] : [`${t('Seen')}: ${times}`])];
  return parts.join(' · ');
}

function staysIn({ stays }: ExportJob): readonly Stay[] {
  const seconds = (time: string): number => Date.parse(time) / 1000;
  return stays.map(({ status, since, until }) => ({
    ...{ status, since: seconds(since) },
    ...(until === undefined ? {} : { until: seconds(until) }),
  }));
}
