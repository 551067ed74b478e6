import type { Translate } from './translate';

/**
 * A number as the words around it would write it: `1,234.5` in English, `1.234,5` in German. The bundle of each language
 * tells its own tag as the translation of `en`, so that numbers and words never come in two languages.
 * @param digits behind the point, at most 20: so many are kept, or the least to show and the most to keep
 */
export function numberText(t: Translate, value: number, digits: number | readonly [number, number] = 0): string {
  const [least, most] = typeof digits === 'number' ? [0, digits] : digits;
  const options = { maximumFractionDigits: most, minimumFractionDigits: least };
  try {
    return value.toLocaleString(t('en'), options);
  } catch {
    // A bundle that tells no tag, as the one of a test.
    return value.toLocaleString('en', options);
  }
}
