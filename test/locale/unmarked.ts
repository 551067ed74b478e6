/**
 * What is left of a text without the marked words, what is filled into them included, and without what is no word.
 *
 * @param data texts of a server or a user, which are the same in every language
 */
export function unmarked(text: string, data: readonly string[]): string {
  // Times of day are the editor's to write.
  let left = text.replace(/\b(AM|PM)\b/g, ' ').replace(/https?:[^\s⟧]+/g, ' ');
  for (let before = ''; before !== left;) {
    before = left;
    left = left.replace(/⟦[^⟦⟧]*⟧/g, ' ');
  }
  for (const each of data) left = left.replaceAll(each, ' ');
  return (left.match(/\p{L}{2,}/gu) ?? []).join(' ');
}
