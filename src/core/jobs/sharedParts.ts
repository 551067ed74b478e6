import type { JobHistory } from './job';

/** Who holds a job: the labels whose lists have it, or the list of single jobs. */
export interface Place {
  readonly under: readonly string[];
  readonly isSingle: boolean;
}

const noLabels: readonly string[] = [];
/** Of a job that nobody holds. */
export const nowhere: Place = { under: noLabels, isSingle: false };

/** Equal lists of labels are one list: most jobs of a label carry the same. */
export class SharedLists {
  private readonly known = new Map<string, readonly string[]>();
  private last: readonly string[] = noLabels;

  of(list: readonly string[]): readonly string[] {
    if (list.length === this.last.length && list.every((entry, index) => entry === this.last[index])) return this.last;
    const name = JSON.stringify(list);
    const shared = this.known.get(name) ?? list;
    this.known.set(name, shared);
    return (this.last = shared);
  }

  clear(): void {
    this.known.clear();
  }
}

/** Equal places are one place: most jobs of a label are held by it alone. */
export class SharedPlaces {
  private readonly known = new Map<string, Place>();
  /** Thousands of jobs in a row go the same way. */
  private last: { readonly from: Place; readonly label: string | undefined; readonly to: Place } | undefined;

  /** The place of a job that stands `from` and from now on under this label, too; or (undefined) among the single jobs. */
  with(from: Place, label: string | undefined): Place {
    if (this.last?.from === from && this.last.label === label) return this.last.to;
    const { under, isSingle } = from;
    const to = label === undefined ? this.of(under, true) : this.of([...under, label], isSingle);
    this.last = { from, label, to };
    return to;
  }

  /** The opposite of `with`. */
  without({ under, isSingle }: Place, label: string | undefined): Place {
    const rest = under.filter((entry) => entry !== label);
    return label === undefined ? this.of(under, false) : this.of(rest, isSingle);
  }

  clear(): void {
    this.known.clear();
    this.last = undefined;
  }

  private of(under: readonly string[], isSingle: boolean): Place {
    if (under.length === 0 && !isSingle) return nowhere;
    const name = JSON.stringify([isSingle, ...under]);
    const place = this.known.get(name) ?? { under, isSingle };
    this.known.set(name, place);
    return place;
  }
}

/** Equal histories in a row are one: most jobs of an answer were first seen in the same second, and never changed. */
export class SharedHistories {
  private last: JobHistory | undefined;

  of({ firstSeen, changedAt, past }: JobHistory): JobHistory {
    const { last } = this;
    const isSame = last && past.length === 0 && last.past.length === 0 && last.changedAt === changedAt;
    if (isSame && last.firstSeen === firstSeen) return last;
    return (this.last = { firstSeen, changedAt, past });
  }
}

/** @param label undefined: among the single jobs */
export function isHeld({ under, isSingle }: Place, label: string | undefined): boolean {
  return label === undefined ? isSingle : under.includes(label);
}
