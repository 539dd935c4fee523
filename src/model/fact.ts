// Facts: what a document says, in words that rules can ask for. Plain data, safe to send between
// threads and to cache. Spans are relative to the item that holds the fact.
import type { Span } from "../base/span.js";
import type { Step } from "./body.js";
import type { Expr } from "./expr.js";

export interface FactBase {
  /** Where the squiggle stands. */
  readonly span: Span;
  /** The function or macro whose body holds it, qualified as written (`Sensor::begin`), if any. */
  readonly within?: string;
  /** Classes and structs inside the item that hold it, outermost first. */
  readonly inside?: readonly string[];
  /** `#if` conditions inside the item that must hold, outermost first. */
  readonly conditions?: readonly string[];
}

export interface CallFact extends FactBase {
  readonly word: "call";
  readonly callee: string;
  /** What stands before `.`, `->` or `::`, as a dotted path: `ArduinoOTA`, `this.client`. */
  readonly receiver?: string;
  readonly args: readonly Expr[];
  /** What becomes of the result. */
  readonly result: "ignored" | "stored" | "checked" | "used";
  /** The place that takes the result, dotted, where it is stored. */
  readonly into?: string;
}

export interface StoreFact extends FactBase {
  readonly word: "store";
  /** The variable; "" for a bare initialiser inside an unnamed value. */
  readonly base: string;
  /** Dotted fields below it: `sta.password`; "" for the variable itself. */
  readonly path: string;
  /** The type as written, where this store stands in a declaration: `wifi_config_t`. */
  readonly type?: string;
  readonly value: Expr;
  readonly how: "init" | "assign" | "copy";
  /** Of the last subscript that it goes into. */
  readonly index?: Expr;
}

export interface ObjectFact extends FactBase {
  readonly word: "object";
  readonly name: string;
  readonly type: string;
  readonly storage: "local" | "static" | "global" | "extern" | "parameter" | "field";
  readonly constant: boolean;
  /** How the name is declared: `*p`, `a[4]`, `&r`; absent for a plain one. */
  readonly form?: "pointer" | "array" | "reference";
  /** Of an array: what stands in its first brackets. */
  readonly elements?: Expr;
  /** Constructor arguments, `WiFiServer server(23)`. */
  readonly args?: readonly Expr[];
  readonly initialised: boolean;
}

export interface DefineFact extends FactBase {
  readonly word: "define";
  readonly name: string;
  readonly params?: readonly string[];
  readonly value: Expr;
  /**
   * Source `#define`, an enum constant, a `-D` flag in a build file, or one that the last build is known
   * to have used: nobody wrote that, so no sentence is about it.
   */
  readonly by: "macro" | "enum" | "flag" | "build";
  /** The section of an INI file whose flags hold it, `env:release`, and the key there. */
  readonly section?: string;
  readonly key?: string;
}

export interface IncludeFact extends FactBase {
  readonly word: "include";
  readonly path: string;
}

export interface LiteralFact extends FactBase {
  readonly word: "literal";
  readonly text: string;
}

export interface FunctionFact extends FactBase {
  readonly word: "function";
  readonly name: string;
  readonly params: readonly {
    readonly name: string;
    readonly type: string;
    /** Where a call gives no argument: `int port = 23`. */
    readonly fallback?: Expr;
  }[];
  readonly static: boolean;
  /** Every `return` expression; absent where the body has none or was not read. */
  readonly returns?: readonly Expr[];
  readonly defined: boolean;
  /** Attributes that say where it is kept: `__ramfunc`, and the names of sections (see facts/c/marks.ts). */
  readonly marks?: readonly string[];
  /** Where the item was read for flow. */
  readonly body?: readonly Step[];
  /** Of the lambdas in the body, found by their spans. */
  readonly lambdas?: readonly LambdaBody[];
}

export interface LambdaBody {
  readonly span: Span;
  readonly params: readonly { readonly name: string; readonly type: string }[];
  readonly body: readonly Step[];
}

export interface SettingFact extends FactBase {
  readonly word: "setting";
  /** `CONFIG_BT_FIXED_PASSKEY`; in INI files the bare key, with its section beside it; in YAML a dotted path. */
  readonly key: string;
  /** Unquoted. `# X is not set` is `n`. */
  readonly value: string;
  readonly valueSpan: Span;
  readonly quoted: boolean;
  readonly section?: string;
  /** The SDK's tools repeat another line under its old name, and pass over this one. */
  readonly echo?: true;
  /** Where the value is written, if the setting only names it. */
  readonly through?: Span;
}

/**
 * A `default` of a Kconfig symbol: what holds where no settings file decides. Of several, the first
 * in file order whose `condition` holds counts; `conditions` are the `if` blocks and dependencies
 * that must hold for the symbol to exist at all.
 */
export interface KconfigDefaultFact extends FactBase {
  readonly word: "kconfig-default";
  /** With its prefix, as settings files and C code spell it: `CONFIG_NAME`. */
  readonly key: string;
  /** Unquoted; a choice's default makes the chosen symbol `y`. */
  readonly value: string;
  readonly valueSpan: Span;
  readonly quoted: boolean;
  /** What stands behind `if`, in Kconfig's words. */
  readonly condition?: string;
  /** Not a default: another symbol's `select` or `imply`, which says `y` where that one is `y`. */
  readonly given?: GivenBySymbol;
}

export interface GivenBySymbol {
  /** The other symbol, with its prefix. */
  readonly by: string;
  /** `select` overrules what settings files say, `imply` stands in where they are silent. */
  readonly how: "select" | "imply";
}

/** A member of a Kconfig choice: of all its members one is `y`. */
export interface KconfigChoiceFact extends FactBase {
  readonly word: "kconfig-choice";
  readonly key: string;
  /** All of the choice, itself among them, with their prefix. */
  readonly members: readonly string[];
}

/** A file that is itself the evidence: a key, a certificate, a policy. */
export interface PresenceFact extends FactBase {
  readonly word: "presence";
  readonly kind: "private-key" | "public-key" | "certificate" | "file";
  /** PEM label or `DER`. */
  readonly form: string;
  readonly encrypted?: boolean;
  /** SHA-256 of the DER bytes, hex. */
  readonly sha256?: string;
  /** Of a private key: SHA-256 of its public half as SubjectPublicKeyInfo, where it holds that. */
  readonly halfSha256?: string;
}

/** A comment that accepts a finding (see engine/suppress.ts). */
export interface IgnoreFact extends FactBase {
  readonly word: "ignore";
  readonly text: string;
}

export type Fact =
  | CallFact
  | StoreFact
  | ObjectFact
  | DefineFact
  | IncludeFact
  | LiteralFact
  | FunctionFact
  | SettingFact
  | KconfigDefaultFact
  | KconfigChoiceFact
  | PresenceFact
  | IgnoreFact;

export type FactWord = Fact["word"];
