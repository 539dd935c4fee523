// What a call gives put in the place of the parameters that a walk has left open.
import { COUNTER } from "./classes.js";
import { CLEAN, either, isData, parameterOf, type Knowledge } from "./knowledge.js";

/** `#n` replaced by what the call gives as its argument `n`. */
export function substituted(known: Knowledge, args: readonly Knowledge[]): Knowledge {
  let result: Knowledge = CLEAN;
  const { checked, terminated } = known;
  const bounded = known.bounded || countsToLimit(known, args);
  const how = { bounded, checked, ...(terminated === undefined ? {} : { terminated }) };
  for (const [name, way] of known.from) {
    const number = parameterOf(name);
    if (number === undefined) {
      result = either(result, { from: new Map([[name, way]]), ...how });
      continue;
    }
    const arg = args[number];
    if (arg === undefined || !isData(arg)) continue;
    const end = terminated ?? arg.terminated;
    result = either(result, {
      from: new Map([...arg.from].map(([one, before]) => [one, [...before, ...way]])),
      bounded: bounded || arg.bounded,
      checked: checked || arg.checked,
      ...(end === undefined ? {} : { terminated: end }),
    });
  }
  return result;
}

/** A counter goes as far as what callers give, and they have limited that. */
function countsToLimit({ from }: Knowledge, args: readonly Knowledge[]): boolean {
  if (!from.has(COUNTER)) return false;
  const limits = [...from.keys()].flatMap((name) => args[parameterOf(name) ?? -1] ?? []);
  return limits.some(isData) && limits.every((limit) => !isData(limit) || limit.bounded);
}
