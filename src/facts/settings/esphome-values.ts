// Substitutions of ESPHome, `$name` and `${name}`, as far as the file that uses them says what they are worth.
// A configuration that takes this one in may say otherwise, so an empty one is left as written: it is there to
// be filled in.
import { isMap, isScalar } from "yaml";
import type { Span } from "../../base/span.js";

interface Substitution {
  readonly value: string;
  readonly at: Span;
}

export type Substitutions = ReadonlyMap<string, Substitution>;

/** Those of the mapping `substitutions:` at the top. */
export function substitutionsIn(top: unknown): Substitutions {
  const found = new Map<string, Substitution>();
  const map: unknown = isMap(top) ? top.get("substitutions") : undefined;
  if (!isMap(map)) return found;
  for (const { key, value } of map.items) {
    if (!isScalar(key) || !isScalar(value) || !value.range) continue;
    const written = typeof value.value === "string" ? value.value : (value.source ?? "");
    if (written === "") continue;
    const text = value.tag?.startsWith("!") === true ? `${value.tag} ${written}` : written;
    found.set(String(key.value), {
      value: text,
      at: { start: value.range[0], end: value.range[1] },
    });
  }
  return found;
}

const REFERENCE = /\$\{\s*(\w+)\s*\}|\$(\w+)/g;
/** One may refer to another. */
const DEEPEST = 4;

/** `through`: where the value is written, where it is nothing but a substitution's. */
export function substituted(
  written: string,
  substitutions: Substitutions,
): { readonly value: string; readonly through?: Span } {
  let value = written;
  let through: Span | undefined;
  for (let depth = 0; depth < DEEPEST && value.includes("$"); depth++) {
    const whole = /^\$\{\s*(\w+)\s*\}$|^\$(\w+)$/.exec(value);
    through = substitutions.get(whole?.[1] ?? whole?.[2] ?? "")?.at ?? through;
    value = value.replace(
      REFERENCE,
      (reference, braced: string | undefined, bare: string | undefined) =>
        substitutions.get(braced ?? bare ?? "")?.value ?? reference,
    );
  }
  return through === undefined ? { value } : { value, through };
}
