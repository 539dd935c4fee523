// What parameters are really given: registrations, tables of handlers and calls, followed along the calls.
import type { Span } from "../../base/span.js";
import type { FlowModels, HandlerModel } from "../../model/flow-model.js";
import type { Bound } from "../bound.js";
import type { FactIndex } from "../index.js";
import type { TrailStep } from "../values.js";
import type { Asked } from "./asked.js";
import { SOCKET } from "./classes.js";
import {
  CLEAN,
  either,
  given,
  isData,
  onward,
  sameKnowledge,
  type Knowledge,
} from "./knowledge.js";
import { grounded, type Node, type Nodes } from "./nodes.js";
import { placeKey } from "./place-keys.js";
import { travelling } from "./travelling.js";
import type { CallSite } from "./world.js";

/** Classes that decide what a call gives. */
const SOCKETS = [SOCKET, "local-socket"];

export class Giving {
  private readonly nodes: Nodes;
  private readonly index: FactIndex;
  private readonly models: FlowModels;
  private readonly asked: Asked;
  /** Functions whose calls may give more than was followed. */
  private readonly queue = new Set<Node>();
  private plugged = new Set<Node>();

  constructor(nodes: Nodes, index: FactIndex, models: FlowModels, asked: Asked) {
    this.nodes = nodes;
    this.index = index;
    this.models = models;
    this.asked = asked;
  }

  /**
   * Fills parameters by what the walks say now. Gives functions that turned out to be given a socket: what
   * they read from it is the network's.
   */
  give(): ReadonlySet<Node> {
    this.plugged = new Set();
    for (const node of this.nodes) {
      this.giveRegistered(node);
      this.giveByName(node);
      this.queue.add(node);
    }
    this.giveListed();
    for (const node of this.queue) {
      this.queue.delete(node);
      for (const call of node.walk?.calls ?? []) this.giveTo(call, node);
    }
    return this.plugged;
  }

  private put(node: Node, number: number, known: Knowledge): void {
    const before = node.given.get(number);
    const joined = either(before ?? CLEAN, known);
    if (!isData(joined) || (before !== undefined && sameKnowledge(before, joined))) return;
    node.given.set(number, joined);
    for (const name of SOCKETS)
      if (joined.from.has(name) && before?.from.has(name) !== true) this.plugged.add(node);
    this.queue.add(node);
  }

  private giveRegistered(node: Node): void {
    for (const { name, span, parameters } of node.walk?.registrations ?? [])
      for (const handler of this.handlers(node.bound, name, span))
        for (const [number, known] of parameters)
          this.put(handler, number, travelling(grounded(known, node)));
  }

  /** `main` gets the program's arguments, whoever starts it. */
  private giveByName(node: Node): void {
    const { fact } = node.bound;
    if (node.lambda !== undefined) return;
    for (const model of this.models.handlers) {
      if (model.function === undefined || model.function !== fact.name) continue;
      const step = { bound: node.bound, span: fact.span, what: "the program is started here" };
      for (const [number, known] of handed(model, step)) this.put(node, number, known);
    }
  }

  private giveTo(call: CallSite, from: Node): void {
    for (const target of call.targets) {
      const node = this.nodes.of(target.fact);
      if (node === undefined) continue;
      const step = { bound: from.bound, span: call.span, what: `given to \`${call.callee}\` here` };
      call.args.forEach((arg, number) => {
        const known = travelling(grounded(arg, from));
        if (isData(known)) this.put(node, number, onward(known, step));
      });
    }
  }

  /** Handlers in tables outside of functions: `BT_GATT_CHARACTERISTIC(…, write_name, …)`. */
  private giveListed(): void {
    for (const model of this.models.handlers) {
      const { call, arg, on } = model;
      if (call === undefined || on !== undefined) continue;
      for (const bound of this.index.find("call", call)) {
        const name = placeKey(bound.fact.args[arg]);
        if (bound.fact.within !== undefined || name === undefined) continue;
        const step = { bound, span: bound.fact.span, what: "the handler is registered here" };
        for (const handler of this.handlers(bound, name, undefined))
          for (const [number, known] of handed(model, step)) this.put(handler, number, known);
      }
    }
  }

  private handlers(
    from: Pick<Bound, "item" | "source">,
    name: string,
    span: Span | undefined,
  ): readonly Node[] {
    if (span !== undefined)
      return this.nodes.in(from.item).filter((node) => node.lambda?.start === span.start);
    const named = [...this.index.functionsNamed(name)].filter(
      ({ fact, source }) => fact.defined && source.root === from.source.root,
    );
    const here = named.filter(({ source }) => source.document.path === from.source.document.path);
    const meant = here.length > 0 ? here : named.filter(({ fact }) => !fact.static);
    // Where one was read, another may stand under other conditions.
    this.asked.definitions.add(name);
    return meant.flatMap(({ fact }) => this.nodes.of(fact) ?? []);
  }
}

/** What a model gives by its class alone; arguments of a call are known where that is walked. */
function* handed(
  { parameters, terminated }: HandlerModel,
  step: TrailStep,
): Iterable<readonly [number: number, known: Knowledge]> {
  const how = terminated === undefined ? {} : { terminated };
  for (const [number, one] of parameters)
    if (!one.startsWith("arg.")) yield [number, given(one, [step], how)];
}
