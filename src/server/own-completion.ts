// Completion in the files of `.baseline645/` from the same schemas that editors are offered: keys of
// the place where the cursor stands, and values where the schema knows them.
import { CompletionItemKind, type CompletionItem } from "vscode-languageserver";
import type { Book } from "../rules/book.js";
import type { Machine } from "./machine.js";

/** The part of JSON Schema that our schemas use. */
interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

const SCHEMAS: readonly (readonly [RegExp, string])[] = [
  [/^\.baseline645\/config\.yaml$/, "config"],
  [/^\.baseline645\/product\.yaml$/, "product"],
  [/^\.baseline645\/rules\/[^/]+\.yaml$/, "rule"],
  [/^\.baseline645\/data\/[^/]+\.yaml$/, "list"],
];

/** `path` is slashed, in the folder; `line` and `character` count from 0. */
export function completeOwn(
  path: string,
  text: string,
  line: number,
  character: number,
  book: Book,
  { schema }: Pick<Machine, "schema">,
): CompletionItem[] {
  const name = SCHEMAS.find(([pattern]) => pattern.test(path))?.[1];
  if (name === undefined) return [];
  const root = JSON.parse(schema(name)) as Schema;
  const at = cursorIn(text, line, character);
  const names = namesFor(at, book);
  if (names !== undefined) return names;
  const here = at.keys.reduce<Schema | undefined>((s, key) => below(s, key, root), root);
  return at.value === undefined
    ? keyItems(here, root)
    : valueItems(below(here, at.value, root), root);
}

/** Ids of rules or provisions where such are asked for: as a value or in a list. */
function namesFor(
  { keys, value }: Cursor,
  { rules, standard }: Book,
): CompletionItem[] | undefined {
  const asked = value ?? (keys.at(-1) === "-" ? keys.at(-2) : undefined);
  switch (asked) {
    case "rule":
    case "off":
    case "trial":
      return rules.map(({ id, title }) => item(id, title));
    case "provision":
    case "provisions":
      return [...standard.provisions.values()].map(({ id, gist }) => item(id, gist));
    default:
      return undefined;
  }
}

interface Cursor {
  /** From the top of the document to what holds the cursor; `-` is an element of a list. */
  readonly keys: readonly string[];
  /** The key whose value stands at the cursor. */
  readonly value: string | undefined;
}

/** By indentation, since the document is broken while somebody types. */
function cursorIn(text: string, line: number, character: number): Cursor {
  const lines = text.split(/\r?\n/).slice(0, line + 1);
  const current = (lines.pop() ?? "").slice(0, character);
  const parsed = /^(\s*(?:- +)*)(?:([\w-]+):)?/.exec(current);
  const marks = [current, ...lines.reverse()].flatMap((above) => marksOf(above).reverse());
  return { keys: holdersOf(parsed?.[1]?.length ?? 0, marks), value: parsed?.[2] };
}

/** What holds `column`, from the outside in; `marks` go upwards from the cursor. */
function holdersOf(column: number, marks: readonly Mark[]): string[] {
  const keys: string[] = [];
  let limit = column;
  for (const { column: at, name } of marks) {
    // A list may stand in the column of the key that holds it.
    const isKeyOfList = keys[0] === "-" && name !== "-" && at === limit;
    if (at >= limit && !isKeyOfList) continue;
    keys.unshift(name);
    limit = at;
  }
  return keys;
}

interface Mark {
  readonly column: number;
  readonly name: string;
}

/** The dashes and the key of a line, with their columns. */
function marksOf(line: string): Mark[] {
  const parsed = /^(\s*(?:- +)*)(?:([\w-]+):)?/.exec(line);
  const lead = parsed?.[1] ?? "";
  const dashes = [...lead.matchAll(/-/g)].map((dash) => ({ column: dash.index, name: "-" }));
  const key = parsed?.[2];
  return key === undefined ? dashes : [...dashes, { column: lead.length, name: key }];
}

function below(schema: Schema | undefined, key: string, root: Schema): Schema | undefined {
  const choices = schema === undefined ? [] : alternatives(schema, root);
  if (key === "-") return choices.find((s) => s.items !== undefined)?.items;
  for (const { properties } of choices) {
    const found = properties?.[key];
    if (found !== undefined) return found;
  }
  const open = choices.find((s) => typeof s.additionalProperties === "object");
  return typeof open?.additionalProperties === "object" ? open.additionalProperties : undefined;
}

function alternatives(schema: Schema, root: Schema): readonly Schema[] {
  if (schema.$ref !== undefined) {
    const target = root.$defs?.[schema.$ref.split("/").at(-1) ?? ""];
    return target === undefined ? [] : alternatives(target, root);
  }
  const more = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return [schema, ...more.flatMap((one) => alternatives(one, root))];
}

function keyItems(schema: Schema | undefined, root: Schema): CompletionItem[] {
  const properties = schema === undefined ? [] : alternatives(schema, root);
  const keys = new Map(properties.flatMap((s) => Object.entries(s.properties ?? {})));
  return [...keys].map(([label, { description }]) => ({
    label,
    kind: CompletionItemKind.Property,
    insertText: `${label}: `,
    ...(description === undefined ? {} : { documentation: description }),
  }));
}

function valueItems(schema: Schema | undefined, root: Schema): CompletionItem[] {
  const choices = schema === undefined ? [] : alternatives(schema, root);
  const values = choices.flatMap((s) => [...(s.enum ?? []), ...("const" in s ? [s.const] : [])]);
  return [...new Set(values.map(String))].map((label) => item(label));
}

function item(label: string, detail?: string): CompletionItem {
  const kind = CompletionItemKind.Value;
  return detail === undefined ? { label, kind } : { label, kind, detail };
}
