import type { Translate } from './translate';

/**
 * A number as the words around it would write it: `1,234.5` in English, `1.234,5` in German. The bundle of each language
 * tells its own tag as the translation of `en`, so that numbers and words never come in two languages.
 * @param most decimals to keep, 0 to 20
 */
export function numberText(t: Translate, value: number, most = 0): string {
  const options = { maximumFractionDigits: most };
  try {
    return value.toLocaleString(t('en'), options);
  } catch {
    // A bundle that tells no tag, as the one of a test.
    return value.toLocaleString('en', options);
  }
}
