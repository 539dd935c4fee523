// A rule as the engine runs it: conjunctive sentences over facts, without recursion. The YAML that
// people write is turned into this by rules/load.ts; nothing here executes.
import type { FactWord } from "./fact.js";
import type { FlowClass } from "./flow-model.js";
import type { GateWord } from "./gate-word.js";
import type { ProvisionId } from "./provision.js";

export type Stance = "violates" | "supports" | "asks";
export type Impact = "critical" | "high" | "medium" | "low";
export type Confidence = "high" | "medium" | "low";

/** A test of text that runs in linear time (the regexes are RE2). */
export type TextTest =
  | { readonly by: "one-of"; readonly texts: readonly string[] }
  | { readonly by: "like"; readonly globs: readonly string[]; readonly pattern: TextPattern }
  | { readonly by: "matches"; readonly sources: readonly string[]; readonly pattern: TextPattern }
  | { readonly by: "predicate"; readonly name: string };

export interface TextPattern {
  test(text: string): boolean;
}

/** All of the parts must hold. Every part is unknown on an unknown value. */
export interface ValueTest {
  readonly known?: boolean;
  /** The value stands right here, not behind a name. */
  readonly direct?: true;
  /** It is the `default` of a Kconfig option that no settings file of the project sets. */
  readonly defaulted?: boolean;
  /** Compared with every step of the trail: the macro's name as well as its value. */
  readonly is?: readonly TextTest[];
  readonly not?: readonly TextTest[];
  readonly atLeast?: number;
  readonly atMost?: number;
  /** Length of the text in UTF-16 units. */
  readonly length?: { readonly atLeast?: number; readonly atMost?: number };
  /** The expression is a place or a call whose own name fits, whatever it is worth. */
  readonly named?: NameTest;
  /** The expression is an operation by one of these: `^=`. */
  readonly operator?: readonly string[];
  /** The value is put together with `|`, and one of its parts has the name or the value. */
  readonly has?: readonly TextTest[];
  /** The expression names a function of the project that can return nothing else. */
  readonly returns?: ValueTest;
  /** The text names a file of the project that holds such a thing. */
  readonly file?: "private-key" | "public-key" | "certificate";
  /** The program holds it and nobody wrote it into the source (see facts/stored-text.ts). */
  readonly stored?: true;
  /** Nothing but zeros, or a text without letters (see facts/zeros.ts). */
  readonly zeros?: boolean;
  readonly flow?: FlowTest;
}

/** Data of one of these classes reaches the place (see facts/flow/). */
export interface FlowTest {
  readonly from: readonly FlowClass[];
  /** Words one of which stands where such data comes in. */
  readonly words: readonly GateWord[];
  readonly bounded?: boolean;
  readonly checked?: boolean;
  readonly terminated?: boolean;
  /** A subscript that may be one past the last element. */
  readonly pastEnd?: true;
  /** It stands behind a first argument, a buffer whose size is known. */
  readonly intoFixed?: true;
}

/** Binds a place in one clause and compares it in the next: `$cfg`. */
export type Variable = string;

export interface ArgumentTest {
  readonly bind?: Variable;
  /** A text as well as a place: the key that something is asked for by. */
  readonly same?: Variable;
  readonly value?: ValueTest;
}

/** What is written out, and what the format says right before it. */
export interface PrintTest {
  readonly label?: readonly TextTest[];
  readonly value?: ValueTest;
  /** What a format takes as text up to its end, not as many letters as a precision says. */
  readonly whole?: true;
}

/** Which names a clause asks for, and how a scan can find documents that have them. */
export interface NameTest {
  readonly tests: readonly TextTest[];
}

/** One fact that must be there. Which fields apply depends on `word`. */
export interface Clause {
  readonly word: FactWord;
  /** callee, field path, key, macro, type, include path, function name; absent: any. */
  readonly names?: NameTest;
  readonly as?: Variable;
  /** How far from the first clause's fact this one may stand. */
  readonly within?: Reaching;
  /** It stands behind, or in front of, the fact of that name in the same function. */
  readonly after?: Variable;
  readonly before?: Variable;
  /** It is run only where the call of that name has failed (see facts/failures.ts). */
  readonly onFailureOf?: Variable;
  // call
  readonly on?: { readonly bind?: Variable; readonly names?: NameTest; readonly type?: NameTest };
  readonly args?: ReadonlyMap<number, ArgumentTest>;
  readonly anyArg?: ValueTest;
  /** One of the values that the call writes out: see engine/printed.ts. */
  readonly prints?: PrintTest;
  readonly argCount?: { readonly atLeast?: number; readonly atMost?: number };
  readonly flaw?: FlawName;
  /** Where it fails it is made again without a pause (see facts/tight-loops.ts). */
  readonly repeats?: "at-once";
  readonly result?: { readonly bind?: Variable; readonly state?: ResultState };
  // store
  readonly inType?: NameTest;
  readonly of?: Variable;
  readonly to?: NameTest;
  readonly how?: readonly ("init" | "assign" | "copy")[];
  /** Of the last subscript that it goes into. */
  readonly index?: ValueTest;
  // store, setting, define, literal
  readonly value?: ValueTest;
  // object
  readonly object?: Variable;
  readonly initialised?: boolean;
  /** What stands in the brackets of an array. */
  readonly elements?: ValueTest;
  // function
  /** One of the attributes that say where it is kept. */
  readonly marked?: NameTest;
  // setting
  readonly section?: NameTest;
  readonly kinds?: readonly string[];
  /** Whether it outlives the SDK's tools: see facts/durable.ts. */
  readonly lasting?: boolean;
  /** Of the file it stands in, or its name. */
  readonly path?: NameTest;
  // presence
  readonly presence?: {
    readonly kind: "private-key" | "public-key" | "certificate" | "file";
    readonly known?: "public";
    readonly encrypted?: boolean;
    readonly path?: NameTest;
  };
}

/**
 * `followed`: it may be null, and a part of it is taken without a look (see facts/flow/). `shrugged`: where
 * the call has failed that is said, and the program goes on.
 */
export type ResultState = "ignored" | "checked" | "followed" | "shrugged";

/**
 * What is wrong with a call by what was done before it, or with a function by its steps (see facts/flow/):
 * `no-room-for-end`, a text is copied whole into a buffer that was made for its letters alone; `test-too-wide`,
 * what a test lets through does not fit with its end; `size-of-whole`, a part is written with the size of what
 * holds it; `bound-from-source`, a copy stops where its source does; `unknown-text`, a text of unknown length is
 * written whole into a buffer of known size; `steps-past-zero`, the number that a call gave is counted down by
 * more than one until it is zero; `branches-on-bytes`, of a function, two arrays are compared byte by byte.
 */
export const FLAWS = [
  ...(["no-room-for-end", "test-too-wide", "size-of-whole", "bound-from-source"] as const),
  ...(["unknown-text", "steps-past-zero", "branches-on-bytes"] as const),
] as const;
export type FlawName = (typeof FLAWS)[number];

/** Alternatives, or a group that must all hold; nests once. */
export type Condition =
  | { readonly is: "clause"; readonly clause: Clause }
  | { readonly is: "any"; readonly of: readonly Condition[] }
  | { readonly is: "all"; readonly of: readonly Condition[] };

/** Where a condition starts: its alternatives, and of a group that must all hold the first clause. */
export function dispatchClauses(condition: Condition): readonly Clause[] {
  if (condition.is === "clause") return [condition.clause];
  if (condition.is === "any") return condition.of.flatMap(dispatchClauses);
  const [first] = condition.of;
  return first === undefined ? [] : dispatchClauses(first);
}

/**
 * `statement`: one of the two facts stands inside of the other, as a call in what is assigned.
 * `configuration`: the files that one is put together from; what cannot be read of them may say it.
 * `workspace`: also in other roots than that of the first fact.
 */
export type Reaching =
  "statement" | "function" | "object" | "file" | "configuration" | "project" | "workspace";

export interface Absence {
  readonly condition: Condition;
  readonly within: Reaching;
  /** Its number under `unless`, for explanations. */
  readonly index: number;
}

export type FixSafety = "safe" | "choice" | "irreversible";

export interface Fix {
  readonly title: string;
  readonly safety: FixSafety;
  readonly edit:
    | { readonly do: "replace"; readonly what: string; readonly with: string }
    | { readonly do: "set"; readonly settings: readonly (readonly [key: string, value: string])[] }
    | { readonly do: "remove"; readonly what: string }
    | { readonly do: "insert"; readonly where: "before" | "after"; readonly text: string }
    | { readonly do: "add-field"; readonly text: string }
    /** One more argument, or several, behind the last. */
    | { readonly do: "append"; readonly text: string }
    /** Takes a part out of what is joined by `|`. */
    | { readonly do: "cut"; readonly what: string; readonly part: string }
    /** Each `%s` of the format gets the width of its array. */
    | { readonly do: "widths"; readonly argument: number }
    /** How a text begins → how it shall begin, where the deciding text is written. */
    | { readonly do: "swap"; readonly starts: readonly (readonly [from: string, to: string])[] };
  readonly include?: string;
  /** `written`: the literals that the part comes from; `trail`: a call on the way; `$n`: a clause's fact. */
  readonly at?: Variable;
  /** An SDK declares the field that is filled: a pointer. */
  readonly into?: "pointer";
  /** Offered where the argument of this number is an array whose size can be seen. */
  readonly sized?: number;
  /** Offered where nobody takes what the call gives. */
  readonly unused?: true;
}

export interface Case {
  readonly when: readonly Condition[];
  readonly unless: readonly Absence[];
  /** The clause (`as: $n`) where the squiggle stands; the first one otherwise. */
  readonly at?: Variable;
  readonly message: string;
  readonly fixes: readonly Fix[];
  readonly confidence: Confidence;
}

export interface Rule {
  readonly id: string;
  readonly provisions: readonly ProvisionId[];
  /** Ids of the researched catalogue that this rule answers for. */
  readonly covers: readonly string[];
  readonly cwe: readonly string[];
  readonly stance: Stance;
  readonly impact: Impact;
  readonly stage: "trial" | "stable";
  /** Yields where another rule finds the same weakness (a CWE of both) on the same line or comes by it. */
  readonly fallback: boolean;
  /**
   * Where findings stand: at the fact, where the value that decided is written, or where its cause is, such as
   * the call that data comes in by.
   */
  readonly place: "fact" | "value" | "cause";
  readonly title: string;
  readonly cases: readonly Case[];
  readonly page: Page;
  readonly origin: "builtin" | "workspace";
  /** Slashed path of the YAML, for messages and links. */
  readonly path: string;
}

/** The page beside a rule: what it says to people, and its own tests. */
export interface Page {
  readonly title: string;
  readonly what: string;
  readonly why: string;
  readonly limits: string;
  readonly heedNot: string;
  readonly samples: readonly Sample[];
  readonly markdown: string;
}

export interface Sample {
  readonly kind: "wrong" | "right" | "fixed";
  readonly title: string;
  /** Line of the sample's heading in the page, from 0. */
  readonly line: number;
  readonly files: readonly SampleFile[];
}

export interface SampleFile {
  readonly path: string;
  readonly language: string;
  /** Without the drawn expectations. */
  readonly text: string;
  readonly expected: readonly Expectation[];
}

export interface Expectation {
  /** Line in `text`, from 0. */
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly rule: string;
  readonly via: readonly string[];
}
