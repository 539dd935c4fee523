// Pairs of wrong and right code in the variants that real code takes: what the rule is about goes by another
// name, all stands in a loop, the wrong piece in a function that is given it, and something unrelated
// returns early. The right twin must stay silent; what a rule is known to miss is named, and fails when found.
import assert from "node:assert/strict";
import { NO_CONFIG } from "../../src/model/config.js";
import { NO_PRODUCT } from "../../src/rules/config.js";
import { checkFiles } from "../../src/scan/check-project.js";
import { loadGrammars, loadRulebook } from "../../src/scan/resources.js";
import { memorySource } from "../../src/scan/source.js";

export type Variant = "straight" | "alias" | "loop" | "wrapper" | "return";

type Typed = readonly [type: string, name: string];

interface Pieces {
  /** What stands outside of all functions. */
  readonly top?: string;
  /** Makes the thing that the rule is about. */
  readonly make: string;
  /** What is wrong with it: a wrapper takes this piece. */
  readonly piece: string;
  /** What comes of it, in the function around. */
  readonly then?: string;
}

export interface Pair extends Pieces {
  readonly rule: string;
  readonly about?: string;
  readonly file?: string;
  /** The head of the function. */
  readonly head?: string;
  /** The thing as a pointer or a reference, and how the piece names it: `&conf`, `client`. */
  readonly thing: Typed;
  readonly beside?: readonly Typed[];
  /** In what the right twin differs. */
  readonly right: Partial<Pieces>;
  /** Variants that make no sense here. */
  readonly without?: readonly Variant[];
  /** Wrong ones that nothing finds, as far as is known. */
  readonly misses?: readonly Variant[];
}

function typed([type, name]: Typed): string {
  return /[*&]$/.test(type) ? `${type}${name}` : `${type} ${name}`;
}

/** The piece with the thing named `other`: of `&conf`, the pointer to it. */
function renamed(piece: string, [, name]: Typed): string {
  if (!name.startsWith("&")) return piece.replaceAll(new RegExp(`\\b${name}\\b`, "g"), "other");
  const object = name.slice(1);
  return piece
    .replaceAll(new RegExp(`&${object}\\b(?!\\.)`, "g"), "other")
    .replaceAll(new RegExp(`\\b${object}\\.`, "g"), "other->")
    .replaceAll(new RegExp(`\\b${object}\\b`, "g"), "*other");
}

export function written(pair: Pair, how: Variant, isRight: boolean): string {
  const { head = "void f(int s)", thing, beside = [] } = pair;
  const { top = "", make, piece, then = "" } = isRight ? { ...pair, ...pair.right } : pair;
  const other: Typed = [thing[0], "other"];
  const leave = head.startsWith("void") ? "return;" : "return 0;";
  switch (how) {
    case "straight":
      return `${top}\n${head} { ${make} ${piece} ${then} }`;
    case "alias":
      return `${top}\n${head} { ${make} ${typed(other)} = ${thing[1]}; ${renamed(piece, thing)} ${then} }`;
    case "loop":
      return `${top}\n${head} { for (int turn = 0; turn < 4; turn++) { ${make} ${piece} ${then} } }`;
    case "wrapper": {
      const names = [thing, ...beside].map(([, name]) => name).join(", ");
      const params = [other, ...beside].map(typed).join(", ");
      return `${top}\nstatic void put(${params}) { ${renamed(piece, thing)} }\n${head} { ${make} put(${names}); ${then} }`;
    }
    case "return":
      return `${top}\n${head} { if (is_off()) ${leave} ${make} if (is_late()) ${leave} ${piece} ${then} }`;
  }
}

const VARIANTS: readonly Variant[] = ["straight", "alias", "loop", "wrapper", "return"];
const { book } = loadRulebook();
assert.ok(book !== undefined);
const rules = book;
const syntax = await loadGrammars();

export function finds(rule: string, file: string, text: string): boolean {
  const only = { ...rules, rules: rules.rules.filter(({ id }) => id === rule) };
  assert.equal(only.rules.length, 1, rule);
  const workspace = { config: NO_CONFIG, product: NO_PRODUCT, problems: [] };
  const { assessment } = checkFiles(
    memorySource(new Map([[file, text]])),
    syntax,
    only,
    workspace,
    {
      today: "2026-01-01",
      toolVersion: "0",
    },
  );
  return assessment.findings.length > 0;
}

export function checkPairs(pairs: readonly Pair[]): void {
  for (const pair of pairs) {
    const { rule, about = "", file = "main/a.c", without = [], misses = [] } = pair;
    const variants = VARIANTS.filter((how) => !without.includes(how));
    const found = (isRight: boolean): Variant[] =>
      variants.filter((how) =>
        finds(rule, file, `#include <string.h>\n${written(pair, how, isRight)}\n`),
      );

    it(`${rule}${about}: wrong ones are found, but for those that are named`, () => {
      const now = found(false);
      assert.deepEqual(
        variants.filter((how) => !now.includes(how)),
        misses,
      );
    });

    it(`${rule}${about}: right ones are not`, () => {
      assert.deepEqual(found(true), []);
    });
  }
}
