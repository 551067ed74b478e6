/** A text of harmless ASCII between double quotes, as most languages read it. */
export function literal(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
