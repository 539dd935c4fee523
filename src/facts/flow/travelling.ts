// What goes on from one function into others, and what stays at home: numbers that a function makes by itself
// are nobody else's business, and data that has come far has usually been judged on its way.
import { CUT_TEXT, GROWTH, MAYBE_NULL, WANTED } from "./classes.js";
import { isData, parameterOf, type Knowledge, type Way } from "./knowledge.js";

/** Calls that data is followed through from where it comes in. */
const MOST_HOPS = 3;

/** What a function makes by itself, and what is said of it where it is made: nothing from outside. */
const AT_HOME: ReadonlySet<string> = new Set([GROWTH, MAYBE_NULL, CUT_TEXT, WANTED]);

/** What goes on into other functions: data from outside that has not come too far. */
export function travelling(known: Knowledge): Knowledge {
  if (!isData(known)) return known;
  const from = new Map(
    [...known.from].filter(([name, way]) => !AT_HOME.has(name) && hopsOf(way) < MOST_HOPS),
  );
  return from.size === known.from.size ? known : { ...known, from };
}

function hopsOf(way: Way): number {
  const items = new Set(way.map(({ bound }) => bound.item));
  return items.size;
}

/** Some of it is data from outside. */
export function comesIn({ from }: Knowledge): boolean {
  for (const name of from.keys())
    if (parameterOf(name) === undefined && !AT_HOME.has(name)) return true;
  return false;
}
