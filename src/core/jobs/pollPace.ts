import type { PollPace } from './pollPause';

/** Bounds of the settings, so that no value floods a server or never asks again. In ms. */
const bounds = { quickest: [1000, 600_000], slowest: [1000, 3_600_000], hidden: [30_000, 86_400_000] } as const;

const defaults: PollPace = { quickest: 2000, slowest: 15_000, hidden: 300_000 };

/**
 * The pace of the settings `bannerJobs.polling.*`: quickest and slowest pause in seconds, hidden pause in minutes.
 * What is no number is the default, what is out of bounds is clamped; the slowest is never below the quickest.
 */
export function readPace(settings: { quickest: unknown; slowest: unknown; hiddenMinutes: unknown }): PollPace {
  const quickest = clamp(toMs(settings.quickest, 1000) ?? defaults.quickest, bounds.quickest);
  const slowest = clamp(toMs(settings.slowest, 1000) ?? defaults.slowest, bounds.slowest);
  const hidden = toMs(settings.hiddenMinutes, 60_000) ?? defaults.hidden;
  return { quickest, slowest: Math.max(quickest, slowest), hidden: hidden <= 0 ? 0 : clamp(hidden, bounds.hidden) };
}

function toMs(value: unknown, unit: number): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value * unit : undefined;
}

function clamp(value: number, [least, most]: readonly [number, number]): number {
  return Math.min(Math.max(value, least), most);
}
