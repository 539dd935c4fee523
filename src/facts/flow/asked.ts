// Names that flow analysis asks to be read: of functions that data goes into or comes out of, of variables that
// hold it, and of sizes and limits where it goes.
import type { ItemFacts } from "../../model/document.js";
import type { FunctionFact } from "../../model/fact.js";
import type { FlowModels } from "../../model/flow-model.js";
import type { Bound } from "../bound.js";
import { lastPart, type FactIndex } from "../index.js";
import { CUT_TEXT } from "./classes.js";
import { isData, type Knowledge } from "./knowledge.js";
import { grounded, type Node, type Nodes } from "./nodes.js";
import { comesIn, travelling } from "./travelling.js";

export class Asked {
  /** Sizes and limits that were not read. */
  readonly names = new Set<string>();
  /** Functions of the project that data is given to, or a text without an end, and whose bodies were not read. */
  readonly definitions = new Set<string>();
  /** Functions that return data: what calls them matters. */
  readonly callers = new Set<string>();
  /** Variables of a type that gives data → the methods that do. */
  readonly receivers = new Map<string, Set<string>>();
  /** Variables that several functions see and that hold data: who reads them matters. */
  readonly holders = new Set<string>();
  private readonly numbers: WeakMap<ItemFacts, Set<string>>;

  constructor(before?: Asked) {
    this.numbers = before?.numbers ?? new WeakMap();
  }

  /** The name of a size or a limit: it is asked for where data from outside turns out to go. */
  note(name: string, item: ItemFacts): void {
    const names = this.numbers.get(item) ?? new Set();
    this.numbers.set(item, names.add(name));
  }

  /** Puts on the lists what the walks lead to. */
  ask(nodes: Nodes, index: FactIndex, models: FlowModels): void {
    for (const node of nodes) {
      this.askForNumbers(node);
      this.askForHolders(node);
      this.askForDefinitions(node);
      this.askForCallers(node);
    }
    this.askForMethods(index, models);
  }

  /** Where data goes, the names of sizes and limits matter as well. */
  private askForNumbers(node: Node): void {
    if (isHot(node))
      for (const name of this.numbers.get(node.bound.item) ?? []) this.names.add(name);
  }

  private askForHolders(node: Node): void {
    for (const [key, open] of node.walk?.shared ?? [])
      if (isReceived(grounded(open, node))) this.holders.add(/^\w+/.exec(key)?.[0] ?? key);
  }

  private askForDefinitions(node: Node): void {
    for (const { callee, targets, args } of node.walk?.calls ?? [])
      if (targets.every(({ fact }) => fact.body === undefined))
        if (args.some((arg) => goesOn(arg, node) || arg.from.has(CUT_TEXT)))
          this.definitions.add(callee);
  }

  private askForCallers({ walk, bound }: Node): void {
    if (walk === undefined || !isTelling(bound)) return;
    if ([walk.result, ...walk.outs.values()].some((known) => goesOn(known, NOBODY)))
      this.callers.add(lastPart(bound.fact.name));
  }

  private askForMethods(index: FactIndex, { calls, handlers }: FlowModels): void {
    const ask = (method: string, types: readonly string[]): void => {
      for (const type of types)
        for (const { fact } of index.find("object", type)) {
          const methods = this.receivers.get(fact.name) ?? new Set();
          this.receivers.set(fact.name, methods.add(method));
        }
    };
    for (const [method, models] of calls)
      for (const { on = [], gives } of models) if (gives.size > 0) ask(method, on);
    for (const { call, on = [] } of handlers) if (call !== undefined) ask(call, on);
  }
}

const NOBODY: Pick<Node, "given"> = { given: new Map() };

function goesOn(known: Knowledge, node: Pick<Node, "given">): boolean {
  return isData(travelling(grounded(known, node)));
}

/** Data from outside comes into it; numbers that a function makes by itself are not. */
function isHot({ given, walk }: Node): boolean {
  if (given.size > 0) return true;
  for (const { known } of walk?.seen.values() ?? []) if (comesIn(known)) return true;
  return false;
}

/** `read` and `get` are methods of a hundred classes: what calls them says nothing. */
function isTelling({ fact, item }: Bound<FunctionFact>): boolean {
  const isMethod = item.context.length > 0 || fact.name.includes("::");
  return !isMethod || lastPart(fact.name).length > 7;
}

/** More than a number of the program's own. */
function isReceived({ from }: Knowledge): boolean {
  return [...from.keys()].some((name) => !/^(?:growth|counter|.*-length)$/.test(name));
}
