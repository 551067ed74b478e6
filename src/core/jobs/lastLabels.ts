/** Labels by when they were used last: a job under several is revealed under the one that somebody looked at. */
export class LastLabels {
  /** Least recently used first. */
  private readonly used = new Set<string>();

  /** Somebody opened this label, or chose a row under it. */
  use(label: string): void {
    this.used.delete(label);
    this.used.add(label);
  }

  /** The one of these that was used last; the first where none was. Undefined: there is none. */
  choose(labels: readonly string[]): string | undefined {
    return [...this.used].reverse().find((label) => labels.includes(label)) ?? labels[0];
  }
}
