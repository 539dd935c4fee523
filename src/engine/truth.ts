// Three-valued truth. A `when` needs what is known to be true; an `unless` blocks on true and on
// unknown, so that what cannot be read never makes a finding.

export type Truth = "true" | "unknown" | "false";

export function all(truths: Iterable<Truth>): Truth {
  let result: Truth = "true";
  for (const truth of truths) {
    if (truth === "false") return "false";
    if (truth === "unknown") result = "unknown";
  }
  return result;
}

export function any(truths: Iterable<Truth>): Truth {
  let result: Truth = "false";
  for (const truth of truths) {
    if (truth === "true") return "true";
    if (truth === "unknown") result = "unknown";
  }
  return result;
}

export function truthOf(value: boolean): Truth {
  return value ? "true" : "false";
}
