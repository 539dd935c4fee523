// The functions and lambdas of a project with what was found in them, by where they stand. What names nothing
// that has changed since an earlier look is taken over from there.
import type { Span } from "../../base/span.js";
import type { ItemFacts } from "../../model/document.js";
import type { FunctionFact } from "../../model/fact.js";
import type { FlowClass } from "../../model/flow-model.js";
import type { Bound } from "../bound.js";
import { namesHeldBy } from "../changes.js";
import type { FactIndex } from "../index.js";
import { isData, parameterOf, type Knowledge } from "./knowledge.js";
import { substituted } from "./substituted.js";
import type { Function, Walk } from "./world.js";

/** A function or lambda with what was found in it. */
export interface Node {
  /** As it stands in its item; a lambda has that of the function around it. */
  readonly fact: FunctionFact;
  readonly bound: Bound<FunctionFact>;
  readonly fn: Function;
  /** Where a lambda stands. */
  readonly lambda?: Span;
  walk: Walk | undefined;
  walks: number;
  /** What callers and registrations really give, by the number of the parameter. */
  readonly given: Map<number, Knowledge>;
  readonly callers: Set<Node>;
}

/** What was there before facts of these names changed. */
interface Before {
  readonly nodes: Nodes;
  readonly changed: ReadonlySet<string>;
}

export class Nodes {
  private readonly all: Node[] = [];
  private readonly byItem = new Map<ItemFacts, Node[]>();
  private readonly byFact = new Map<FunctionFact, Node>();
  private readonly words: WeakMap<ItemFacts, ReadonlySet<string>>;

  constructor(index: FactIndex, before?: Before) {
    this.words = before?.nodes.words ?? new WeakMap();
    const items = new Set<ItemFacts>();
    for (const { document } of index.documents())
      for (const item of document.items) items.add(item);
    for (const source of index.documents())
      for (const item of source.document.items) {
        if (item.deep !== true) continue;
        const kept = before?.nodes.untouched(item, before.changed, items);
        if (kept === undefined) this.add(item, source);
        else this.keep(item, kept);
      }
    this.forgetCallers();
  }

  get size(): number {
    return this.all.length;
  }

  [Symbol.iterator](): Iterator<Node> {
    return this.all[Symbol.iterator]();
  }

  /** Each item that has some, with them. */
  items(): Iterable<readonly [item: ItemFacts, nodes: readonly Node[]]> {
    return this.byItem;
  }

  in(item: ItemFacts): readonly Node[] {
    return this.byItem.get(item) ?? [];
  }

  /** That of the function itself, not of a lambda in it. */
  of(fact: FunctionFact): Node | undefined {
    return this.byFact.get(fact);
  }

  /** That which is walked under this fact. */
  at({ item, fact }: Bound): Node | undefined {
    return this.byItem.get(item)?.find(({ bound }) => bound.fact === fact);
  }

  /** What is known of the function; who asks is told of by its walk again when more is. */
  summaryOf(fn: Bound<FunctionFact>, asking: Bound): Walk | undefined {
    const node = this.byFact.get(fn.fact);
    const caller = this.at(asking);
    if (node !== undefined && caller !== undefined) node.callers.add(caller);
    return node?.walk;
  }

  /** Callers are known to give data of the class as the parameter `#n` of the function. */
  isGiven(parameter: FlowClass, name: FlowClass, at: Bound): boolean {
    const number = parameterOf(parameter);
    if (number === undefined) return false;
    return this.at(at)?.given.get(number)?.from.has(name) === true;
  }

  /** Those of the item, where it names nothing that has changed and calls nothing that was read anew. */
  private untouched(
    item: ItemFacts,
    changed: ReadonlySet<string>,
    items: ReadonlySet<ItemFacts>,
  ): readonly Node[] | undefined {
    const nodes = this.byItem.get(item);
    const calls = nodes?.flatMap((node) => node.walk?.calls ?? []) ?? [];
    if (calls.some(({ targets }) => targets.some((one) => !items.has(one.item)))) return undefined;
    const words = this.words.get(item) ?? namesHeldBy(item);
    this.words.set(item, words);
    const [few, many] = words.size < changed.size ? [words, changed] : [changed, words];
    for (const name of few) if (many.has(name)) return undefined;
    return nodes;
  }

  private keep(item: ItemFacts, nodes: readonly Node[]): void {
    for (const node of nodes) {
      node.walks = 0;
      node.given.clear();
      this.all.push(node);
      if (node.lambda === undefined) this.byFact.set(node.fact, node);
    }
    this.byItem.set(item, [...nodes]);
  }

  /** Callers that are not there any more. */
  private forgetCallers(): void {
    for (const { callers } of this.all)
      for (const caller of callers)
        if (!this.in(caller.bound.item).includes(caller)) callers.delete(caller);
  }

  private add(item: ItemFacts, source: Bound["source"]): void {
    for (const fact of item.facts) {
      if (fact.word !== "function" || fact.body === undefined) continue;
      // Names in its body are looked up as the function's own.
      const bound = { fact: { ...fact, within: fact.name }, item, source };
      const node = this.put(fact, bound, { params: fact.params, body: fact.body });
      this.byFact.set(fact, node);
      for (const { span, params, body } of fact.lambdas ?? [])
        this.put(fact, { ...bound, fact: { ...bound.fact } }, { params, body }, span);
    }
  }

  private put(fact: FunctionFact, bound: Bound<FunctionFact>, fn: Function, lambda?: Span): Node {
    const node: Node = {
      fact,
      bound,
      fn,
      ...(lambda === undefined ? {} : { lambda }),
      walk: undefined,
      walks: 0,
      given: new Map(),
      callers: new Set(),
    };
    this.all.push(node);
    const others = this.byItem.get(bound.item);
    if (others === undefined) this.byItem.set(bound.item, [node]);
    else others.push(node);
    return node;
  }
}

/** With what is really given for the parameters of its function. */
export function grounded(known: Knowledge, { given }: Pick<Node, "given">): Knowledge {
  if (!isData(known)) return known;
  const args: Knowledge[] = [];
  for (const [number, one] of given) args[number] = one;
  return substituted(known, args);
}
