// What a setting can be worth: one option for each value that some variant of the product gives it.
import type { KconfigDefaultFact, SettingFact } from "../model/fact.js";
import type { Bound } from "./bound.js";
import { effectiveSettings } from "./effective.js";
import type { FactIndex } from "./index.js";
import type { Known, Option } from "./values.js";

export function settingOptions(index: FactIndex, key: string, at: Bound): readonly Option[] {
  return effectiveSettings(index, at.source.root, key).map(
    ({ bound, value, quoted, variants }) => ({
      value: settingValue(value, quoted),
      names: [],
      trail: [{ bound, span: bound.fact.span, what: decides(key, bound.fact) }],
      conditions: variants.length === 0 ? [] : [`variant ${variants.join(", ")}`],
    }),
  );
}

function decides(key: string, fact: SettingFact | KconfigDefaultFact): string {
  if (fact.key !== key) return `${fact.key} is taken here instead of ${key}`;
  return fact.word === "kconfig-default" && fact.given !== undefined
    ? `${fact.given.by} ${fact.given.how === "select" ? "selects" : "implies"} ${key} here`
    : `${key} is set here`;
}

function settingValue(value: string, quoted: boolean): Known {
  if (quoted) return { is: "text", text: value };
  if (value === "y") return { is: "number", value: 1 };
  if (value === "n") return { is: "number", value: 0 };
  return /^-?(?:0x[0-9a-fA-F]+|\d+)$/.test(value)
    ? { is: "number", value: Number(value) }
    : { is: "text", text: value };
}
