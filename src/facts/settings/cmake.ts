// CMake files: every command is a call with its arguments as text, and commands that define macros
// for the compiler also give defines. `if()` blocks become conditions, functions and macros the
// `within` of what stands in them. Nothing is evaluated.
import type { Document, DocumentFacts } from "../../model/document.js";
import type { CallFact, DefineFact, Fact } from "../../model/fact.js";
import { readCommands, type Argument, type Command } from "./cmake-commands.js";
import { definesIn, defineOf } from "./flags.js";
import { ignoreIn, MOST_CONDITIONS, wholeDocument } from "./reading.js";
import { shellWords, sliceWord, splitWord, type Word } from "./word.js";

/** Commands that hand macros to the compiler, and how many arguments stand before them. */
const DEFINING: ReadonlyMap<string, { skip: number; form: Form }> = new Map([
  ["add_compile_definitions", { skip: 0, form: "definitions" }],
  ["add_compile_options", { skip: 0, form: "options" }],
  ["add_definitions", { skip: 0, form: "options" }],
  ["component_compile_definitions", { skip: 0, form: "definitions" }],
  ["component_compile_options", { skip: 0, form: "options" }],
  ["target_compile_definitions", { skip: 1, form: "definitions" }],
  ["target_compile_options", { skip: 1, form: "options" }],
  ["zephyr_compile_definitions", { skip: 0, form: "definitions" }],
  ["zephyr_compile_options", { skip: 0, form: "options" }],
  ["zephyr_library_compile_definitions", { skip: 0, form: "definitions" }],
  ["zephyr_library_compile_options", { skip: 0, form: "options" }],
]);

/** Names with or without values, or flags of which only `-D` is of interest. */
type Form = "definitions" | "options";

const KEYWORDS = new Set(["PRIVATE", "PUBLIC", "INTERFACE", "APPEND", "BEFORE"]);

export function readCmake(document: Document): DocumentFacts {
  const { commands, comments, complaints } = readCommands(document.text);
  const facts: Fact[] = [];
  const branches: Branch[] = [];
  let within: string | undefined;
  for (const command of commands) {
    const { name, args } = command;
    const left = /^(?:endif|else|elseif)$/.test(name) ? branches.pop() : undefined;
    if (/^end(?:function|macro)$/.test(name)) within = undefined;
    const outer = branches.slice(0, MOST_CONDITIONS).map(({ condition }) => condition);
    for (const fact of [callOf(command), ...definesOf(command)])
      facts.push(placed(fact, outer, within));
    if (/^(?:if|else|elseif)$/.test(name))
      branches.push(branchOf(args, left?.tested ?? [], name === "else"));
    if (/^(?:function|macro)$/.test(name)) within = args[0]?.word.text;
  }
  for (const { start, end } of comments)
    facts.push(...ignoreIn(document.text.slice(start, end).replace(/\]=*\]$/, ""), start));
  return wholeDocument(document, facts, complaints);
}

function placed(
  fact: CallFact | DefineFact,
  outer: readonly string[],
  within: string | undefined,
): Fact {
  const conditions = [...outer, ...(fact.conditions ?? [])];
  return {
    ...fact,
    ...(within === undefined ? {} : { within }),
    ...(conditions.length === 0 ? {} : { conditions }),
  };
}

/** A branch of an `if()`, and what its block has tested so far. */
interface Branch {
  readonly condition: string;
  readonly tested: readonly string[];
}

/** Behind `else()` nothing of what was tested holds; old files repeat the condition there. */
function branchOf(args: readonly Argument[], tested: readonly string[], last: boolean): Branch {
  const written = last ? "" : args.map(({ word }) => word.text).join(" ");
  const parts = tested.map((test) => `NOT (${test})`);
  if (written !== "") parts.push(tested.length === 0 ? written : `(${written})`);
  return { condition: parts.join(" AND "), tested: [...tested, written].slice(-MOST_CONDITIONS) };
}

function callOf({ name, args, span }: Command): CallFact {
  return {
    word: "call",
    callee: name,
    args: args.map(({ word, span: at }) => ({ is: "text", text: word.text, span: at })),
    result: "ignored",
    span,
  };
}

function definesOf(command: Command): DefineFact[] {
  const { name, args } = command;
  const words = args.map(({ word }) => word);
  const defining = DEFINING.get(name);
  if (defining !== undefined) return read(words.slice(defining.skip), defining.form);
  const [first, ...rest] = words;
  if (name === "idf_build_set_property")
    return first === undefined || !/^(?:C|CXX|COMPILE)_?(?:OPTIONS|DEFINITIONS)$/.test(first.text)
      ? []
      : read(rest, first.text.endsWith("DEFINITIONS") ? "definitions" : "options");
  if (name === "set" && /^CMAKE_(?:C|CXX)_FLAGS/.test(first?.text ?? ""))
    return rest.flatMap((word) => definesIn(shellWords(word)));
  return [];
}

function read(words: readonly Word[], form: Form): DefineFact[] {
  const items = words.filter(({ text }) => !KEYWORDS.has(text)).flatMap((w) => splitWord(w, ";"));
  if (form === "options")
    return items.flatMap((item) =>
      // `SHELL:-D NAME` keeps two words together.
      item.text.startsWith("SHELL:")
        ? definesIn(shellWords(sliceWord(item, "SHELL:".length)))
        : conditional(item, (word) => definesIn([word])[0]),
    );
  return items.flatMap((item) =>
    conditional(item, (word) => defineOf(word.text.startsWith("-D") ? sliceWord(word, 2) : word)),
  );
}

/** `$<$<CONFIG:Debug>:NAME=1>` defines NAME under a condition. */
function conditional(word: Word, define: (word: Word) => DefineFact | undefined): DefineFact[] {
  const match = /^\$<(.+?>):(.*)>$/.exec(word.text);
  const condition = match?.[1];
  if (match === null || condition === undefined) {
    const plain = define(word);
    return plain === undefined ? [] : [plain];
  }
  const start = "$<".length + condition.length + 1;
  return conditional(sliceWord(word, start, word.text.length - 1), define).map((fact) => ({
    ...fact,
    conditions: [condition, ...(fact.conditions ?? [])],
  }));
}
