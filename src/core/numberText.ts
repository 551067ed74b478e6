import type { Translate } from './translate';

/**
 * A number as the words around it would write it: `1,234.5` in English, `1.234,5` in German. The bundle of each language
 * tells its own tag as the translation of `en`, so that numbers and words never come in two languages.
 * @param digits behind the point, at most 20: so many are kept, or the least to show and the most to keep
 */
export function numberText(t: Translate, value: number, digits: number | readonly [number, number] = 0): string {
  const [least, most] = typeof digits === 'number' ? [0, digits] : digits;
  const tag = t('en');
  const name = `${tag} ${least} ${most}`;
  const format = formats.get(name) ?? formatOf(tag, { maximumFractionDigits: most, minimumFractionDigits: least });
  formats.set(name, format);
  return format.format(value);
}

/** One takes longer to make than hundreds of numbers to write. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(tag: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(tag, options);
  } catch {
    // A bundle that tells no tag, as the one of a test.
    return new Intl.NumberFormat('en', options);
  }
}
