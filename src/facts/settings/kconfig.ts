// Kconfig definitions: what the symbols that a project declares itself say of values. Their defaults
// decide a CONFIG_ name where no settings file does. Only plain defaults (y, n, m, numbers, strings) become
// facts; a computed default is passed over, and those behind it are conditional on its absence.
// `select` and `imply` say what another symbol is worth, and a choice that only one of its members is `y`.
import { nameOf } from "../../base/paths.js";
import type { Span } from "../../base/span.js";
import type { Document, DocumentFacts } from "../../model/document.js";
import type { Fact, GivenBySymbol, KconfigDefaultFact } from "../../model/fact.js";
import {
  closeFrame,
  conditionsOf,
  FRAME_KINDS,
  openFrame,
  type Frame,
  type FrameKind,
} from "./kconfig-frames.js";
import { codeOf, readDefault, readGiven, type Default, type Given } from "./kconfig-lines.js";
import { ignoreIn, linesOf, wholeDocument, type Complaint, type Line } from "./reading.js";

/** The block whose properties are being read: a symbol, a choice, or one that has no defaults. */
interface Block {
  readonly is: "config" | "choice" | "other";
  readonly name: string;
  readonly depends: string[];
  readonly defaults: Default[];
  readonly gives: (Given & Pick<GivenBySymbol, "how">)[];
}

interface State {
  readonly facts: Fact[];
  readonly complaints: Complaint[];
  readonly frames: Frame[];
  readonly prefix: string;
  block: Block | undefined;
}

export function readKconfig(document: Document): DocumentFacts {
  const state: State = {
    facts: [],
    complaints: [],
    frames: [],
    prefix: isSysbuild(document.path) ? "SB_CONFIG_" : "CONFIG_",
    block: undefined,
  };
  // A backslash at a line's end joins the next; blanks of equal length keep every offset.
  const joined = document.text.replaceAll(/\\\r?\n/g, (breaking) => " ".repeat(breaking.length));
  const lines = linesOf(joined);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (line === undefined) continue;
    const code = codeOf(line.text);
    state.facts.push(...ignoreIn(line.text.slice(code.length), line.start + code.length));
    if (/^\s*(?:help|---help---)\s*$/.test(code)) i = endOfHelp(lines, i);
    else if (code.trim() !== "") readStatement(line, code, state);
  }
  endBlock(state);
  for (const { kind, at } of state.frames)
    state.complaints.push({ at, message: `this ${kind} has no end${kind}.` });
  return wholeDocument(document, state.facts, state.complaints);
}

/** Sysbuild has a configuration of its own, with a prefix of its own. */
function isSysbuild(path: string): boolean {
  return nameOf(path) === "Kconfig.sysbuild" || /(?:^|\/)sysbuild\/Kconfig$/.test(path);
}

/** Help is every line that is indented as far as its first one. Returns its last line. */
function endOfHelp(lines: readonly Line[], help: number): number {
  let indent = 0;
  let last = help;
  for (let i = help + 1; i < lines.length; i++) {
    const text = lines[i]?.text ?? "";
    if (text.trim() === "") continue;
    const own = indentOf(text);
    if (indent === 0) indent = own;
    if (own < indent || own === 0) break;
    last = i;
  }
  return last;
}

function indentOf(text: string): number {
  let column = 0;
  for (const c of text) {
    if (c === "\t") column += 8 - (column % 8);
    else if (c === " ") column++;
    else break;
  }
  return column;
}

function readStatement(line: Line, code: string, state: State): void {
  const indent = code.search(/\S/);
  const start = line.start + indent;
  const at = { start, end: start + code.trim().length };
  const [, word = "", rest = ""] = /^([\w-]+)\s*(.*)$/.exec(code.trim()) ?? [];
  const restStart = at.end - rest.length;
  const statement = STATEMENTS.get(word);
  const flaw =
    statement !== undefined
      ? statement({ state, rest, restStart, at })
      : isPassedOver(word, rest)
        ? undefined
        : "this is no Kconfig statement that is known here.";
  if (flaw !== undefined) state.complaints.push({ at, message: flaw });
}

interface Statement {
  readonly state: State;
  readonly rest: string;
  readonly restStart: number;
  readonly at: Span;
}

/** Each returns what is wrong with it, if anything. */
const STATEMENTS: ReadonlyMap<string, (statement: Statement) => string | undefined> = new Map([
  ...["config", "menuconfig", "configdefault"].map((word) => [word, startConfig] as const),
  ...FRAME_KINDS.map((kind) => [kind, open(kind)] as const),
  ...FRAME_KINDS.map((kind) => [`end${kind}`, close(kind)] as const),
  ...["comment", "mainmenu", "source", "rsource", "osource", "orsource", "gsource", "grsource"].map(
    (word) => [word, startOther] as const,
  ),
  ...["default", "def_bool", "def_tristate", "def_string", "def_int", "def_hex"].map(
    (word) => [word, addDefault] as const,
  ),
  ["depends", addDependency],
  ["select", give("select")],
  ["imply", give("imply")],
]);

const PASSED_OVER = new Set(
  "bool boolean tristate string int hex float prompt set range visible option optional modules allnoconfig_y env transitional warning".split(
    " ",
  ),
);

/** Properties without a default in them, and `name = value`. */
function isPassedOver(word: string, rest: string): boolean {
  return PASSED_OVER.has(word) || /^(?::|\+)?=/.test(rest);
}

function startConfig({ state, rest }: Statement): string | undefined {
  endBlock(state);
  const name = /^\w+$/.exec(rest)?.[0];
  state.block = { is: name === undefined ? "other" : "config", name: name ?? "", ...empty() };
  const choice = state.frames.findLast(({ kind }) => kind === "choice");
  if (name !== undefined) choice?.members.push(`${state.prefix}${name}`);
  return name === undefined ? "this symbol has no name." : undefined;
}

function startOther({ state }: Statement): undefined {
  endBlock(state);
  state.block = { is: "other", name: "", ...empty() };
}

function empty(): Pick<Block, "depends" | "defaults" | "gives"> {
  return { depends: [], defaults: [], gives: [] };
}

function open(kind: FrameKind): (statement: Statement) => undefined {
  return ({ state, rest, at }) => {
    endBlock(state);
    const frame = openFrame(kind, kind === "if" ? [rest] : [], at);
    state.frames.push(frame);
    // What a menu or choice depends on, all inside it depends on: the list is shared.
    state.block = {
      is: kind === "choice" ? "choice" : "other",
      name: "",
      ...empty(),
      depends: kind === "if" ? [] : frame.conditions,
    };
  };
}

function close(kind: FrameKind): (statement: Statement) => string | undefined {
  return ({ state }) => {
    endBlock(state);
    const frame = state.frames.findLast((open) => open.kind === kind);
    if (frame !== undefined) state.facts.push(...memberships(frame));
    return closeFrame(state.frames, kind);
  };
}

function addDependency({ state, rest }: Statement): undefined {
  state.block?.depends.push(rest.replace(/^on\s+/, ""));
}

function give(how: GivenBySymbol["how"]): (statement: Statement) => string | undefined {
  return ({ state, rest, at }) => {
    const given = readGiven(rest, at);
    if (given === undefined) return `this ${how} names no symbol.`;
    state.block?.gives.push({ ...given, how });
    return undefined;
  };
}

function memberships({ members, at }: Frame): Fact[] {
  return members.map((key) => ({ word: "kconfig-choice", key, members, span: at }));
}

function addDefault({ state, rest, restStart }: Statement): undefined {
  state.block?.defaults.push(readDefault(rest, restStart));
}

function endBlock(state: State): void {
  const { block, prefix, frames } = state;
  state.block = undefined;
  if (block === undefined || block.is === "other") return;
  const conditions = conditionsOf(frames, block.is === "config" ? block.depends : []);
  const under = conditions.length === 0 ? {} : { conditions };
  state.facts.push(...givenBy(block, prefix, under), ...defaultsOf(block, prefix, under));
}

type Under = Pick<Fact, "conditions">;

function defaultsOf(block: Block, prefix: string, under: Under): Fact[] {
  const facts: Fact[] = [];
  const passed: string[] = [];
  for (const entry of block.defaults) {
    const fact = block.is === "config" ? symbolDefault(entry) : choiceDefault(entry);
    const condition = [...passed, ...(entry.condition === undefined ? [] : [entry.condition])];
    if (fact !== undefined)
      facts.push({
        word: "kconfig-default",
        ...fact,
        key: `${prefix}${block.is === "config" ? block.name : entry.written}`,
        span: entry.span,
        ...(condition.length === 0 ? {} : { condition: condition.join(" && ") }),
        ...under,
      });
    // Behind a default that always holds, no other is ever reached.
    else if (entry.condition === undefined) break;
    else passed.push(`!(${entry.condition})`);
  }
  return facts;
}

/** Nothing stands there that could be replaced: the value's span is the whole statement. */
function givenBy(block: Block, prefix: string, under: Under): Fact[] {
  return block.gives.map(({ name, how, span, condition }) => ({
    word: "kconfig-default",
    key: `${prefix}${name}`,
    value: "y",
    quoted: false,
    span,
    valueSpan: span,
    given: { by: `${prefix}${block.name}`, how },
    ...(condition === undefined ? {} : { condition }),
    ...under,
  }));
}

type Chosen = Pick<KconfigDefaultFact, "value" | "valueSpan" | "quoted">;

function symbolDefault({ value, quoted, valueSpan }: Default): Chosen | undefined {
  return value === undefined ? undefined : { value, valueSpan, quoted };
}

/** The default of a choice names the member that is `y`. */
function choiceDefault({ written, valueSpan }: Default): Chosen | undefined {
  return /^[A-Za-z]\w*$/.test(written) ? { value: "y", valueSpan, quoted: false } : undefined;
}
