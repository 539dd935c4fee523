// What rules/flows/ says of functions, types and callbacks: where data of a class (`network`) comes in,
// what passes it on, what limits or checks it. Plain data; facts/flow/ gives it meaning.

/** A part of a call: its result, what it is called on, an argument from 0, or all from one on. */
export type Spot = "result" | "receiver" | `arg.${number}` | `args.${number}`;

/** Classes of data have names of their own; rules ask for them with `from:`. */
export type FlowClass = string;

/** A part of a call holds data of one of the classes, or is written as one of the names. */
export interface PartModel {
  readonly arg: number;
  readonly classes: readonly FlowClass[];
  readonly names: readonly string[];
}

export interface CallModel {
  /** It is meant only where this part is so: `read()` of a socket. */
  readonly where?: PartModel;
  /** It is not meant where this part is so. */
  readonly except?: PartModel;
  /** Types of the receiver, `*` for any. */
  readonly on?: readonly string[];
  /** Names that receivers have where their type is not known. Without both there is no receiver. */
  readonly named?: readonly string[];
  /** Data of the class is written to, or returned by, these parts. */
  readonly gives: ReadonlyMap<Spot, FlowClass>;
  readonly passes: readonly { readonly from: readonly Spot[]; readonly to: Spot }[];
  /** The result is a number that cannot exceed this argument. */
  readonly atMost?: number;
  /** What is given is text with its end marked, or bytes without; absent: unsaid. */
  readonly terminated?: boolean;
  /** The result is limited whatever goes in: `constrain`, `min`. */
  readonly limits: boolean;
  /** What it passes on is a number: no text is left in it. */
  readonly numbers: boolean;
  /** In a condition it judges what its arguments and its receiver hold. */
  readonly checks: boolean;
  /** It compares with another text or bytes; zero, or true, says equal. */
  readonly compares?: "zero" | "true";
  /** The result is a buffer of as many bytes or elements as this argument says. */
  readonly allocates?: number;
  /** The result is a length of its first argument or receiver, the text. */
  readonly measures: boolean;
}

/** Fields of a type that hold data of a class. */
export interface FieldModel {
  readonly types: readonly string[];
  readonly fields: readonly string[];
  readonly gives: FlowClass;
  readonly terminated?: boolean;
}

/** A variable of the C library that holds data of a class: `optarg`. */
export interface VariableModel {
  readonly name: string;
  readonly gives: FlowClass;
  readonly terminated?: boolean;
}

/**
 * A function given to such a call, stored in such a field, or of such a name gets data of a class as
 * parameters, or what the call has as another argument.
 */
export interface HandlerModel {
  readonly call?: string;
  readonly on?: readonly string[];
  readonly named?: readonly string[];
  /** The argument that is the function. */
  readonly arg: number;
  readonly field?: string;
  readonly types?: readonly string[];
  /** The function itself, by its name: `main`. */
  readonly function?: string;
  /** Classes, or `arg.3`: what the call has as that argument. */
  readonly parameters: ReadonlyMap<number, FlowClass>;
  readonly terminated?: boolean;
}

export interface FlowModels {
  /** By the callee's name; several where receivers differ. */
  readonly calls: ReadonlyMap<string, readonly CallModel[]>;
  readonly fields: readonly FieldModel[];
  readonly handlers: readonly HandlerModel[];
  readonly variables: readonly VariableModel[];
}

export const NO_FLOWS: FlowModels = { calls: new Map(), fields: [], handlers: [], variables: [] };
