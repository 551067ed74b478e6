import type { Translate } from '../translate';

/** A duration as people say it, by its two largest units: `12 s`, `1 min 4 s`, `2 h`. @param seconds whole, 0 or more */
export function durationText(t: Translate, seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) return joined(t('{0} d', days), hours % 24 > 0 && t('{0} h', hours % 24));
  if (hours > 0) return joined(t('{0} h', hours), minutes % 60 > 0 && t('{0} min', minutes % 60));
  if (minutes > 0) return joined(t('{0} min', minutes), seconds % 60 > 0 && t('{0} s', seconds % 60));
  return t('{0} s', seconds);
}

function joined(large: string, small: string | false): string {
  return small === false ? large : `${large} ${small}`;
}
