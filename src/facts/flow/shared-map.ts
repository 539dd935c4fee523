// Maps and sets that copies share until one of them is written to: of the paths through a function most
// change little of what is known.

export class SharedMap<K, V> {
  private map: Map<K, V>;
  private isOwn: boolean;

  constructor(from?: SharedMap<K, V>) {
    this.map = from?.map ?? new Map<K, V>();
    this.isOwn = from === undefined;
    if (from !== undefined) from.isOwn = false;
  }

  /** Both still hold what they did when one was copied from the other. */
  isSame(other: SharedMap<K, V>): boolean {
    return this.map === other.map;
  }

  get size(): number {
    return this.map.size;
  }

  get(key: K): V | undefined {
    return this.map.get(key);
  }

  has(key: K): boolean {
    return this.map.has(key);
  }

  keys(): IterableIterator<K> {
    return this.map.keys();
  }

  [Symbol.iterator](): IterableIterator<[K, V]> {
    return this.map[Symbol.iterator]();
  }

  set(key: K, value: V): this {
    if (this.map.get(key) !== value || !this.map.has(key)) this.own().set(key, value);
    return this;
  }

  delete(key: K): void {
    if (this.map.has(key)) this.own().delete(key);
  }

  private own(): Map<K, V> {
    if (!this.isOwn) {
      this.map = new Map(this.map);
      this.isOwn = true;
    }
    return this.map;
  }
}
