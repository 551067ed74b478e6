import { compareModes, type CompareMode } from '../core/protocol';

/** The next way to compare, and the zoom that goes with it: two pictures are compared as large as they fit. */
export function nextCompare(now: CompareMode): { readonly compare: CompareMode; readonly mode: 'fit' | 'crop' } {
  const compare = compareModes[(compareModes.indexOf(now) + 1) % compareModes.length] ?? 'source';
  return { compare, mode: isTogether(compare) ? 'crop' : 'fit' };
}

/** Whether source and output are seen together. */
export function isTogether(compare: CompareMode | undefined): boolean {
  return compare === 'wipe' || compare === 'side';
}
