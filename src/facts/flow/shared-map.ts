// Maps that copies share: of the paths through a function most change little of what is known. A map is
// a base that nobody writes to any more, and the changes since; what two copies of one base differ in
// is among their changes, so that paths are joined in the time that they took to part.

/** More changes than these go into a base of their own when the map is copied. */
const MOST_CHANGES = 16;

export class SharedMap<K, V> {
  private base: ReadonlyMap<K, V>;
  /** Undefined: the key was taken out. */
  private changes: Map<K, V | undefined>;
  private isOwn: boolean;
  private count: number;

  constructor(from?: SharedMap<K, V>) {
    if (from !== undefined && from.changes.size > MOST_CHANGES) from.settle();
    this.base = from?.base ?? new Map<K, V>();
    this.changes = from?.changes ?? new Map<K, V | undefined>();
    this.count = from?.count ?? 0;
    this.isOwn = from === undefined;
    if (from !== undefined) from.isOwn = false;
  }

  copy(): SharedMap<K, V> {
    return new SharedMap(this);
  }

  get size(): number {
    return this.count;
  }

  get(key: K): V | undefined {
    const changed = this.changes.get(key);
    if (changed !== undefined) return changed;
    return this.changes.has(key) ? undefined : this.base.get(key);
  }

  has(key: K): boolean {
    return this.get(key) !== undefined;
  }

  *keys(): IterableIterator<K> {
    for (const [key] of this) yield key;
  }

  *[Symbol.iterator](): IterableIterator<[K, V]> {
    for (const entry of this.base) if (!this.changes.has(entry[0])) yield entry;
    for (const [key, value] of this.changes) if (value !== undefined) yield [key, value];
  }

  /** Keys whose values may differ, each once; it may be written to meanwhile. */
  differing(other: SharedMap<K, unknown>): ReadonlySet<K> {
    if (this.base === other.base && this.changes === other.changes) return new Set();
    if (this.base === other.base) return new Set([...this.changes.keys(), ...other.changes.keys()]);
    return new Set([...this.keys(), ...other.keys()]);
  }

  set(key: K, value: V): this {
    const before = this.get(key);
    if (before === value) return this;
    if (before === undefined) this.count++;
    this.own().set(key, value);
    return this;
  }

  delete(key: K): void {
    if (this.get(key) === undefined) return;
    this.count--;
    if (this.base.has(key)) this.own().set(key, undefined);
    else this.own().delete(key);
  }

  private own(): Map<K, V | undefined> {
    if (!this.isOwn) {
      this.changes = new Map(this.changes);
      this.isOwn = true;
    }
    return this.changes;
  }

  private settle(): void {
    this.base = new Map(this);
    this.changes = new Map();
    this.isOwn = true;
  }
}
