/** Names are looked through for bytes that are gone once there are so many more. */
const manyNames = 200;

/** Bytes that somebody else still holds, by name: they can be had again, and cost no memory of their own. */
export class LiveBytes {
  private readonly held = new Map<string, WeakRef<Uint8Array>>();
  private swept = 0;

  get(name: string): Uint8Array | undefined {
    return this.held.get(name)?.deref();
  }

  set(name: string, bytes: Uint8Array): void {
    this.held.set(name, new WeakRef(bytes));
    if (this.held.size > this.swept + manyNames) this.sweep();
  }

  /** Lets go of all whose names start so. */
  delete(start: string): void {
    for (const name of [...this.held.keys()]) if (name.startsWith(start)) this.held.delete(name);
  }

  private sweep(): void {
    for (const [name, bytes] of [...this.held]) if (!bytes.deref()) this.held.delete(name);
    this.swept = this.held.size;
  }
}
