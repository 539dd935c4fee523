// What walks ask of the project around them, answered by its facts and by the walks of other functions.
import { calculate } from "../arithmetic.js";
import type { CallExpr, Expr } from "../../model/expr.js";
import type { FunctionFact } from "../../model/fact.js";
import type { FlowClass, FlowModels } from "../../model/flow-model.js";
import type { Bound } from "../bound.js";
import { Calls, isNamedBesideCalls, type CallSite } from "../callees.js";
import { lastPart, type FactIndex } from "../index.js";
import { placeAt } from "../places.js";
import { resolver, type Resolver } from "../resolve.js";
import type { Asked } from "./asked.js";
import { isByte } from "./bytes.js";
import type { Knowledge } from "./knowledge.js";
import type { Nodes } from "./nodes.js";
import { placeKey } from "./place-keys.js";
import type { Shared } from "./shared.js";
import { capacityOf } from "./sizes.js";
import { State } from "./state.js";
import { comesIn } from "./travelling.js";
import { isFixedWidth } from "./unknown.js";
import type { Walk, World } from "./world.js";

const CONSTANT = /^[A-Z][A-Z0-9_]+$/;

export class ProjectWorld implements World {
  readonly index: FactIndex;
  readonly models: FlowModels;
  private readonly nodes: Nodes;
  private readonly shared: Shared;
  private readonly asked: Asked;
  /** What it cannot follow need not be looked for everywhere. */
  private readonly quiet: Resolver;
  private readonly calls: Calls;
  /** A loop is walked twice, and a function for each thing that its callees turn out to return. */
  private readonly targets = new WeakMap<CallExpr, readonly Bound<FunctionFact>[]>();

  constructor(index: FactIndex, models: FlowModels, nodes: Nodes, shared: Shared, asked: Asked) {
    this.index = index;
    this.models = models;
    this.nodes = nodes;
    this.shared = shared;
    this.asked = asked;
    this.quiet = resolver(index);
    this.calls = new Calls(index);
  }

  targetsOf(call: CallExpr, at: Bound): readonly Bound<FunctionFact>[] {
    const known = this.targets.get(call) ?? this.calls.functionsCalled(call, at);
    this.targets.set(call, known);
    return known;
  }

  summaryOf(fn: Bound<FunctionFact>, asking: Bound): Walk | undefined {
    return this.nodes.summaryOf(fn, asking);
  }

  isGiven(parameter: FlowClass, name: FlowClass, at: Bound): boolean {
    return this.nodes.isGiven(parameter, name, at);
  }

  isShared(base: string, at: Bound): boolean {
    return this.shared.has(base, at);
  }

  sharedAt(key: string, at: Bound): Knowledge | undefined {
    return this.shared.at(key, at);
  }

  numberOf(expr: Expr, at: Bound): number | undefined {
    if (expr.is === "operation") {
      if (expr.operator === "sizeof") return this.roomOf(expr.operands[0], at);
      const values = expr.operands.map((one) => this.numberOf(one, at));
      const known = values.filter((one) => one !== undefined);
      return known.length < values.length ? undefined : calculate(expr.operator, known);
    }
    const options = this.quiet.resolve(expr, at);
    const only = options.length === 1 ? options[0]?.value : undefined;
    if (only?.is === "number") return only.value;
    if (expr.is === "name" && CONSTANT.test(expr.name)) this.asked.note(expr.name, at.item);
    return undefined;
  }

  textOf(expr: Expr, at: Bound): string | undefined {
    if (expr.is !== "name") return undefined;
    const [only, ...others] = this.quiet.resolve(expr, at);
    if (only?.value.is === "text" && others.length === 0) return only.value.text;
    if (placeAt(this.index, at, expr.name).scope !== "function") this.asked.names.add(expr.name);
    return undefined;
  }

  ask(name: string, at: Bound, into?: Knowledge): void {
    if (into === undefined) this.asked.note(name, at.item);
    else if (comesIn(into)) this.asked.names.add(name);
  }

  want(key: string, at: Bound): void {
    const [base = "", ...path] = key
      .replace(/\[\d*\]/g, "")
      .split(".")
      .filter(Boolean);
    if (path.length > 0) this.asked.names.add(path.at(-1) ?? base);
    else if (placeAt(this.index, at, base).object === undefined) this.asked.names.add(base);
  }

  longestText(expr: Expr, at: Bound): number | undefined {
    const lengths = this.quiet
      .resolve(expr, at)
      .map(({ value }) => (value.is === "text" ? value.text.length : undefined));
    const known = lengths.filter((one) => one !== undefined);
    return known.length === 0 || known.length < lengths.length ? undefined : Math.max(...known);
  }

  givenLengths(fn: Bound<FunctionFact>, parameter: number): readonly (number | undefined)[] {
    this.asked.callers.add(lastPart(fn.fact.name));
    return this.sitesOf(fn).map(({ bound, args }) => {
      const arg = args[parameter];
      if (arg !== undefined) return this.lettersOf(arg, bound);
      const usual = fn.fact.params[parameter]?.fallback;
      if (usual === undefined) return undefined;
      if (usual.is === "name") this.want(usual.name, fn);
      return this.lettersOf(usual, fn);
    });
  }

  isHandedOn(fn: Bound<FunctionFact>): boolean {
    return isNamedBesideCalls(this.index, fn);
  }

  isByte(expr: Expr, at: Bound): boolean {
    return isByte(this.index, expr, at);
  }

  private sitesOf(fn: Bound<FunctionFact>): readonly CallSite[] {
    // What is walked is a copy of the fact.
    for (const own of this.index.functionsNamed(lastPart(fn.fact.name)))
      if (own.item === fn.item && own.fact.span.start === fn.fact.span.start)
        return this.calls.sitesOf(own);
    return [];
  }

  /** Letters of an argument at most: of a known text, an array or a text of a form that does not grow. */
  private lettersOf(arg: Expr, at: Bound): number | undefined {
    if (isFixedWidth(arg)) return 0;
    const room = this.roomOf(arg, at);
    return room === undefined ? this.longestText(arg, at) : room - 1;
  }

  /** Elements of an array, whatever a walk knows of it. */
  private roomOf(expr: Expr | undefined, at: Bound): number | undefined {
    const key = placeKey(expr);
    return key === undefined ? undefined : capacityOf(key, new State(), { at, world: this });
  }
}
