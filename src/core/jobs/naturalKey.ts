/**
 * A key that plain `<` sorts as people expect: `job-2` before `job-10`, case ignored.
 * Computed once a job, so that sorting 100,000 ids compares strings and calls no collator.
 */
export function naturalKey(text: string): string {
  // What looks like numbers in a UUID is none; its key is the id itself, which takes no memory.
  if (uuid.test(text)) return text.toLowerCase();
  return text.toLowerCase().replace(/\d+/g, (digits) => {
    const significant = digits.replace(/^0+(?=\d)/, '');
    return lengthOf(significant) + significant;
  });
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** One digit for most numbers, so that an id of a dozen numbers makes no key twice as long. */
function lengthOf({ length }: string): string {
  return length < 9 ? String(length) : `9${String.fromCharCode(length)}`;
}
