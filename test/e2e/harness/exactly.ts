/** Matches an element whose whole text is this one. Playwright's `exact` would take a highlighted part of it as well. */
export const exactly = (text: string): RegExp => new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
