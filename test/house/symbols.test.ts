// Rules name options of SDKs; each must be one that some SDK has. `rules/sdk/` holds the list, with the
// file and the releases of every option that a rule names, and only those. Offenders are planted first.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const RULES = join(import.meta.dirname, "../../../rules");

const Version = z.string().regex(/^v\d+(?:\.\d+)*(?:-[a-z]+\d+)?$/);
const Option = z.string().regex(/^(?:SB_)?CONFIG_\w+$/);
const Entry = z.strictObject({
  in: z.string(),
  /** The commit at which the file was read. */
  at: z
    .string()
    .regex(/^[0-9a-f]{12}$/)
    .optional(),
  /** Another repository than the list's. */
  of: z.url().optional(),
  since: Version.optional(),
  until: Version.optional(),
  "renamed-to": Option.optional(),
});
const List = z.strictObject({
  says: z.string(),
  source: z.url(),
  /** Releases that were read whole. */
  read: z.array(Version).optional(),
  /** The oldest release that is still looked after, or nearly. */
  oldest: Version.optional(),
  symbols: z.record(Option, Entry),
});
type List = z.infer<typeof List>;

const lists = readdirSync(join(RULES, "sdk"))
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => List.parse(parse(readFileSync(join(RULES, "sdk", name), "utf8"))));

/** The options that a rule or a list of the rule book names in full; globs name none. */
function optionsIn(written: unknown, at = ""): { option: string; set: boolean }[] {
  if (typeof written === "string")
    return Option.safeParse(written).success ? [{ option: written, set: at === "set" }] : [];
  if (typeof written !== "object" || written === null) return [];
  return Object.entries(written).flatMap(([key, value]) => [
    ...optionsIn(key, at),
    ...optionsIn(value, Array.isArray(written) || at === "set" ? at : key),
  ]);
}

function byVersion(a: string, b: string): number {
  const [x, y] = [a, b].map((v) => (v.match(/\d+/g) ?? []).map(Number));
  for (let i = 0; i < 3; i++) {
    const difference = (x?.[i] ?? 0) - (y?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** What is wrong with the options of one rule. */
function faultsOf(written: unknown, known: readonly List[]): string[] {
  const named = optionsIn(written);
  const has = (option: string): boolean => named.some((n) => n.option === option);
  const asked = (option: string): boolean => named.some((n) => n.option === option && !n.set);
  const faults = named.flatMap(({ option }) => {
    const entries = known.flatMap(({ symbols, oldest }) => {
      const entry = symbols[option];
      return entry === undefined ? [] : [{ ...entry, oldest }];
    });
    if (entries.length === 0) return [`${option} is in no list of rules/sdk/`];
    const lives = entries.some(
      ({ until, oldest, ...e }) =>
        until === undefined ||
        oldest === undefined ||
        byVersion(until, oldest) >= 0 ||
        e["renamed-to"] !== undefined,
    );
    return lives ? [] : [`${option} is gone from every release that is looked after`];
  });
  for (const { symbols } of known)
    for (const [old, { "renamed-to": now }] of Object.entries(symbols)) {
      if (now === undefined) continue;
      if (asked(old) && !has(now) && !isRenamedBeyond(now, symbols, has))
        faults.push(`${old} is called ${now} now, which the rule does not know`);
      if (asked(now) && !has(old)) faults.push(`${now} was called ${old}, which is still read`);
    }
  return [...new Set(faults)];
}

/** A rule that knows the name after next knows enough. */
function isRenamedBeyond(
  name: string,
  symbols: List["symbols"],
  has: (option: string) => boolean,
): boolean {
  const next = symbols[name]?.["renamed-to"];
  return next !== undefined && has(next);
}

const PLANTED: readonly List[] = [
  {
    says: "",
    source: "https://example.org",
    oldest: "v4.4",
    symbols: {
      CONFIG_LAMP: { in: "Kconfig" },
      CONFIG_NEW: { in: "Kconfig" },
      CONFIG_OLD: { in: "Kconfig", until: "v4.1", "renamed-to": "CONFIG_NEW" },
      CONFIG_GONE: { in: "Kconfig", until: "v4.1" },
      CONFIG_LATE: { in: "Kconfig", until: "v4.10" },
    },
  },
];

const OFFENDERS: readonly (readonly [rule: unknown, fault: string])[] = [
  [{ setting: "CONFIG_LAMPP" }, "CONFIG_LAMPP is in no list of rules/sdk/"],
  [{ set: { CONFIG_LAMPP: "n" } }, "CONFIG_LAMPP is in no list of rules/sdk/"],
  [{ value: { is: ["CONFIG_LAMPP"] } }, "CONFIG_LAMPP is in no list of rules/sdk/"],
  [{ setting: "CONFIG_GONE" }, "CONFIG_GONE is gone from every release that is looked after"],
  [{ setting: "CONFIG_OLD" }, "CONFIG_OLD is called CONFIG_NEW now, which the rule does not know"],
  [{ setting: "CONFIG_NEW" }, "CONFIG_NEW was called CONFIG_OLD, which is still read"],
];

const SPARED: readonly unknown[] = [
  { setting: ["CONFIG_LAMP", "CONFIG_LATE", "CONFIG_*URL"] },
  { setting: ["CONFIG_NEW", "CONFIG_OLD"] },
  { fixes: [{ set: { CONFIG_NEW: "y" } }] },
];

function sourcesIn(folder: RegExp): { path: string; written: unknown }[] {
  return readdirSync(RULES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && folder.test(entry.name))
    .flatMap(({ name }) =>
      readdirSync(join(RULES, name))
        .filter((file) => file.endsWith(".yaml"))
        .map((file) => ({
          path: `rules/${name}/${file}`,
          written: parse(readFileSync(join(RULES, name, file), "utf8"), { merge: true }) as unknown,
        })),
    );
}

describe("options that rules name", () => {
  it("catches the planted offenders and spares the innocent", () => {
    for (const [rule, fault] of OFFENDERS) assert.deepEqual(faultsOf(rule, PLANTED), [fault]);
    for (const rule of SPARED) assert.deepEqual(faultsOf(rule, PLANTED), []);
  });

  it("exist in an SDK, under every name that is still read", () => {
    const sources = sourcesIn(/^(?:\d|data$|flows$)/);
    assert.ok(sources.length > 50, "the rules were found");
    const faults = sources.flatMap(({ path, written }) =>
      faultsOf(written, lists).map((fault) => `${path}: ${fault}`),
    );
    assert.deepEqual(faults, []);
  });

  it("are all that the lists hold", () => {
    const named = new Set(
      sourcesIn(/^(?:\d|data$|flows$)/).flatMap(({ written }) =>
        optionsIn(written).map(({ option }) => option),
      ),
    );
    const idle = lists.flatMap(({ symbols }) => Object.keys(symbols)).filter((o) => !named.has(o));
    assert.deepEqual(idle, []);
  });
});
