// What a call gives put in the place of the parameters that a walk has left open.
import { CLEAN, either, isData, parameterOf, type Knowledge } from "./knowledge.js";

/** `#n` replaced by what the call gives as its argument `n`. */
export function substituted(known: Knowledge, args: readonly Knowledge[]): Knowledge {
  let result: Knowledge = CLEAN;
  const { bounded, checked, terminated } = known;
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
