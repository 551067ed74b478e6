import { singlesLabel } from '../core/jobs/groupRef';
import type { JobStore } from '../core/jobs/jobStore';
import { manyKnown } from '../core/jobs/scale';
import { elementOf, type Place, type TreeNode } from './treeNode';

const rowsPerStep = 500;

interface KnownRowsDeps {
  readonly store: Pick<JobStore, 'job' | 'label' | 'singleIds'>;
  readonly profiles: { readonly active: { readonly name: string } };
  /** A row is not known any more. */
  readonly forgotten: (element: string) => void;
}

/** The rows that VS Code may hold, by their elements. */
export class KnownRows {
  private readonly nodes = new Map<string, TreeNode>();
  /** The profile that they are of. */
  private profile = '';
  private isSweeping = false;
  private sweepAt = manyKnown;

  constructor(private readonly deps: KnownRowsDeps) {}

  /** The row behind an element, if it was ever shown or made. */
  get(element: string): TreeNode | undefined {
    return this.nodes.get(element);
  }

  /** The element of a row; known from then on. */
  element(node: TreeNode): string {
    const element = this.elementOf(node);
    this.nodes.set(element, node);
    return element;
  }

  /** The element of a row, whether it is known or not. */
  elementOf(node: TreeNode): string {
    return elementOf(this.deps.profiles.active.name, node);
  }

  /** The elements of those that are known. Grouped by status, the row of a job may name another label now. */
  known(nodes: readonly TreeNode[]): string[] {
    const elements: string[] = [];
    for (const node of nodes) {
      const element = this.elementOf(node);
      if (!this.nodes.has(element)) continue;
      this.nodes.set(element, node);
      elements.push(element);
    }
    return elements;
  }

  /** Forgets rows of another profile, or of labels that are tracked no more. @returns true when the profile is another one */
  prune(): boolean {
    const { store, profiles } = this.deps;
    const isOther = this.profile !== profiles.active.name;
    this.profile = profiles.active.name;
    for (const [element, node] of this.nodes) {
      const isGone = 'label' in node && node.label !== '' && !store.label(node.label) && node.kind !== 'foundLabel';
      if (isOther || isGone) this.forget(element);
    }
    return isOther;
  }

  /** True once twice as many rows are known as the last sweep left: jobs of many of them may be gone. */
  get isSweepDue(): boolean {
    return !this.isSweeping && this.nodes.size >= this.sweepAt;
  }

  /** Forgets rows of jobs that do not stand where they stood, in small steps: jobs come and go for as long as a label is tracked. */
  *sweep(): Generator<void, void> {
    this.isSweeping = true;
    try {
      yield* this.look();
    } finally {
      this.sweepAt = Math.max(manyKnown, 2 * this.nodes.size);
      this.isSweeping = false;
    }
  }

  private *look(): Generator<void, void> {
    let looked = 0;
    const singles = new Set(this.deps.store.singleIds);
    for (const [element, node] of this.nodes) {
      if ('jobId' in node && !this.stands(node, node.jobId, singles)) this.forget(element);
      if (++looked % rowsPerStep === 0) yield;
    }
  }

  private stands({ label, status }: Place, jobId: string, singles: ReadonlySet<string>): boolean {
    const job = this.deps.store.job(jobId);
    if (status !== undefined) return job !== undefined;
    if (label !== singlesLabel) return job?.under.includes(label) === true;
    // Some may have been tracked since the sweep began.
    return singles.has(jobId) || this.deps.store.singleIds.includes(jobId);
  }

  private forget(element: string): void {
    this.nodes.delete(element);
    this.deps.forgotten(element);
  }
}
