const nothing: readonly string[] = [];

/** How many jobs carry each label, counted as jobs come, change and go: nobody need look at 100,000 of them for it. */
export class CarriedLabels {
  private readonly numbers = new Map<string, number>();
  private changed = new Map<string, number>();
  /** Jobs of one label mostly carry one and the same list and follow one another: these are counted together. */
  private last: readonly string[] = nothing;
  private waiting = 0;

  /** By label, only those that a job carries. */
  get counts(): ReadonlyMap<string, number> {
    this.settle();
    return this.numbers;
  }

  /** A job carries these from now on. @param labels never changed afterwards */
  add(labels: readonly string[]): void {
    this.count(labels, 1);
  }

  /** A job that carried these does no more. */
  remove(labels: readonly string[]): void {
    this.count(labels, -1);
  }

  /** Labels whose number changed since the last call, with the number that it was. */
  takeChanged(): ReadonlyMap<string, number> {
    this.settle();
    const { changed } = this;
    this.changed = new Map();
    for (const [label, before] of changed) if (before === (this.numbers.get(label) ?? 0)) changed.delete(label);
    return changed;
  }

  clear(): void {
    this.settle();
    for (const [label, before] of this.numbers) if (!this.changed.has(label)) this.changed.set(label, before);
    this.numbers.clear();
  }

  private count(labels: readonly string[], by: number): void {
    if (labels !== this.last) this.settle();
    this.last = labels;
    this.waiting += by;
  }

  private settle(): void {
    if (this.waiting === 0) return;
    for (const label of this.last) {
      const before = this.numbers.get(label) ?? 0;
      const after = before + this.waiting;
      if (!this.changed.has(label)) this.changed.set(label, before);
      if (after === 0) this.numbers.delete(label);
      else this.numbers.set(label, after);
    }
    this.waiting = 0;
  }
}
