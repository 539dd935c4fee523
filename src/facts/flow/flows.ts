// Where data goes in a whole project: the walks of its functions put together. Each function is walked
// with its parameters open; what callers, registrations and shared variables really give is filled in
// along the calls. What was not read and would say more is asked for, so that a scan can look for it.
import { groupBy } from "../../base/collections.js";
import type { Span } from "../../base/span.js";
import type { ItemFacts } from "../../model/document.js";
import type { FactWord, FunctionFact } from "../../model/fact.js";
import type { FlowModels } from "../../model/flow-model.js";
import type { FlawName } from "../../model/rule.js";
import type { Bound } from "../bound.js";
import type { FactIndex } from "../index.js";
import type { TrailStep } from "../values.js";
import { Asked } from "./asked.js";
import { Giving } from "./giving.js";
import { CLEAN, either, isData } from "./knowledge.js";
import { grounded, Nodes, type Node } from "./nodes.js";
import { ProjectWorld } from "./project-world.js";
import { settle } from "./settling.js";
import { Shared } from "./shared.js";
import type { Flaw, Seen, World } from "./world.js";

/** Turns of "what is shared is read elsewhere, and shared again". */
const MOST_TURNS = 3;

/** What was followed before facts of these names changed: what names none of them still holds. */
export interface Earlier {
  readonly flows: Flows;
  readonly changed: ReadonlySet<string>;
}

export class Flows {
  readonly asked: Asked;
  /** Functions that were not followed to their end: too long, or what they call kept changing. */
  readonly cutOff = new Map<Bound<FunctionFact>, "long" | "unsettled">();
  private readonly nodes: Nodes;
  private readonly shared: Shared;
  private byWord: ReadonlyMap<FactWord, readonly Bound[]> | undefined;

  /**
   * With `earlier`, in the time that the change takes. What it says then is enough to ask by and no
   * more: what data was once seen to reach stays reached.
   */
  constructor(index: FactIndex, models: FlowModels, earlier?: Earlier) {
    const before = earlier?.flows;
    this.asked = new Asked(before?.asked);
    this.shared = new Shared(index, before?.shared);
    this.nodes = new Nodes(
      index,
      earlier && { nodes: earlier.flows.nodes, changed: earlier.changed },
    );
    const giving = new Giving(this.nodes, index, models, this.asked);
    this.follow(giving, new ProjectWorld(index, models, this.nodes, this.shared, this.asked));
    this.asked.ask(this.nodes, index, models);
  }

  /** What reaches an expression, by where it starts in its item; undefined where no data does. */
  at(item: ItemFacts, span: Span): Seen | undefined {
    let found: Seen | undefined;
    for (const node of this.nodes.in(item)) {
      const seen = node.walk?.seen.get(span.start);
      if (seen === undefined) continue;
      const known = grounded(seen.known, node);
      if (!isData(known)) continue;
      found = {
        known: either(found?.known ?? CLEAN, known),
        pastEnd: seen.pastEnd || found?.pastEnd === true,
        intoFixed: seen.intoFixed || found?.intoFixed === true,
      };
    }
    return found;
  }

  /** Where what a call gives is followed though it may be null; undefined where it never is. */
  followed(item: ItemFacts, call: Span): TrailStep | undefined {
    for (const { walk } of this.nodes)
      for (const one of walk?.followed ?? [])
        if (one.item === item && one.call.start === call.start && one.call.end === call.end)
          return one.use;
    return undefined;
  }

  /** Where a call or a function becomes wrong in this way; undefined where it is not. */
  flaw(item: ItemFacts, of: Span, kind: FlawName): Flaw | undefined {
    for (const { walk } of this.nodes.in(item))
      for (const one of walk?.flaws ?? [])
        if (one.kind === kind && one.of.start === of.start && one.of.end === of.end) return one;
    return undefined;
  }

  /** Functions and lambdas that were walked. */
  get size(): number {
    return this.nodes.size;
  }

  /** Facts of a word in the items that were walked. */
  facts(word: FactWord): readonly Bound[] {
    this.byWord ??= groupBy(this.everyFact(), ({ fact }) => fact.word);
    return this.byWord.get(word) ?? [];
  }

  private *everyFact(): Iterable<Bound> {
    for (const [item, [first]] of this.nodes.items())
      if (first?.walk !== undefined)
        for (const fact of item.facts) yield { fact, item, source: first.bound.source };
  }

  private follow(giving: Giving, world: World): void {
    this.settle(
      [...this.nodes].filter(({ walk }) => walk === undefined),
      world,
    );
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      const plugged = giving.give();
      const fresh = new Set([...this.shared.gather(this.nodes), ...plugged]);
      if (fresh.size === 0) break;
      for (const node of fresh) node.walks = 0;
      this.settle(fresh, world);
    }
    for (const { walk, bound } of this.nodes)
      if (walk?.cutOff === true) this.cutOff.set(bound, "long");
  }

  private settle(nodes: Iterable<Node>, world: World): void {
    for (const { bound } of settle(nodes, world)) this.cutOff.set(bound, "unsettled");
  }
}
