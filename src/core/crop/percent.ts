/**
 * A fraction in per cent without a rounding of its own: the digits stay, only the point moves, so that moving it back gives
 * the same number. Never in exponent form, which media fragments do not know.
 */
export function exactPercent(fraction: number): string {
  const [mantissa = '0', exponent = '0'] = Math.abs(fraction).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const point = 1 + Number(exponent) + 2;
  const padded = digits.padStart(digits.length - Math.min(0, point - 1), '0').padEnd(point, '0');
  const at = Math.max(1, point);
  const rest = padded.slice(at).replace(/0+$/, '');
  const whole = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  return `${fraction < 0 ? '-' : ''}${whole}${rest === '' ? '' : `.${rest}`}`;
}

/** A distance that was computed, in per cent: ten decimals, for `1 - 0.2 - 0.4` is not 0.4 to the last bit. */
export function roundedPercent(fraction: number): string {
  return exactPercent(Math.max(0, Number(fraction.toFixed(12))));
}
