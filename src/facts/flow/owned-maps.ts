// The maps of one state: shared with its copies until it writes to them.
import { emptyMaps, type Maps } from "./state-maps.js";

export class OwnedMaps {
  /** Shared with other copies, but for those maps that this one has written to. */
  protected maps: Maps;
  private owned: Set<keyof Maps> | undefined;

  constructor(from?: OwnedMaps) {
    this.maps = from?.maps ?? emptyMaps();
    if (from !== undefined) from.owned = undefined;
  }

  protected own<K extends keyof Maps>(name: K): Maps[K] {
    if (this.owned === undefined) {
      this.maps = { ...this.maps };
      this.owned = new Set();
    }
    if (!this.owned.has(name)) {
      this.maps[name] = this.maps[name].copy() as Maps[K];
      this.owned.add(name);
    }
    return this.maps[name];
  }

  protected drop(name: keyof Maps, key: string): void {
    if (this.maps[name].has(key)) this.own(name).delete(key);
  }
}
