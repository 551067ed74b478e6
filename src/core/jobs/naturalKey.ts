/**
 * A key that plain `<` sorts as people expect: `job-2` before `job-10`, case ignored.
 * Computed once a job, so that sorting 100,000 ids compares strings and calls no collator.
 */
export function naturalKey(text: string): string {
  return text.toLowerCase().replace(/\d+/g, (digits) => {
    const significant = digits.replace(/^0+(?=\d)/, '');
    return `0${String.fromCharCode(significant.length)}${significant}`;
  });
}
