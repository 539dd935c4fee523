// What variables that several functions see hold, put together from what each function writes to them.
import type { Bound } from "../bound.js";
import type { FactIndex } from "../index.js";
import { placeAt } from "../places.js";
import { CLEAN, either, isData, sameKnowledge, type Knowledge } from "./knowledge.js";
import { grounded, type Node, type Nodes } from "./nodes.js";

/** Every function puts something of its own there before it reads it. */
const SCRATCH = /^(?:[gsm]?_)?(?:tmp|temp|scratch)(?:$|[_A-Z\d]|buf)/;

export class Shared {
  private readonly index: FactIndex;
  private readonly all: Map<string, Knowledge>;
  private readonly bases = new WeakMap<Bound, Map<string, boolean>>();

  constructor(index: FactIndex, before?: Shared) {
    this.index = index;
    this.all = new Map(before?.all);
  }

  /** Data in the variable; undefined where it is local or holds none. */
  at(key: string, at: Bound): Knowledge | undefined {
    const [base = ""] = key.split(/[.[]/);
    return this.has(base, at) ? this.all.get(this.keyOf(key, at)) : undefined;
  }

  /** The variable is one that other functions see. */
  has(base: string, at: Bound): boolean {
    const known = this.bases.get(at) ?? new Map<string, boolean>();
    this.bases.set(at, known);
    const answer = known.get(base) ?? this.isSeenByOthers(base, at);
    known.set(base, answer);
    return answer;
  }

  /** Takes what the functions write; gives those that read more of it now. */
  gather(nodes: Nodes): readonly Node[] {
    const fresh = new Set<string>();
    for (const node of nodes)
      for (const [key, open] of node.walk?.shared ?? [])
        if (this.add(key, grounded(open, node), node.bound)) fresh.add(key.split(/[.[]/)[0] ?? key);
    if (fresh.size === 0) return [];
    const words = new RegExp(`\\b(?:${[...fresh].filter((w) => /^\w+$/.test(w)).join("|")})\\b`);
    return [...nodes].filter(({ bound }) => words.test(bound.item.text));
  }

  /** Says whether that is more than was known. */
  private add(key: string, known: Knowledge, at: Bound): boolean {
    if (!isData(known)) return false;
    const place = this.keyOf(key, at);
    const before = this.all.get(place);
    const joined = either(before ?? CLEAN, known);
    if (before !== undefined && sameKnowledge(before, joined)) return false;
    this.all.set(place, joined);
    return true;
  }

  private isSeenByOthers(base: string, at: Bound): boolean {
    if (SCRATCH.test(base)) return false;
    const { scope, object } = placeAt(this.index, at, base);
    return scope !== "function" && object !== undefined;
  }

  /** The same from wherever the variable is seen. */
  private keyOf(key: string, at: Bound): string {
    const [base = ""] = key.split(/[.[]/);
    return `${placeAt(this.index, at, base).key}\0${key.slice(base.length)}`;
  }
}
