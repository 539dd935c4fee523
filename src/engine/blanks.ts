// The blanks of an edit's text: what stands at the fact, as it is written there.
import { isWord, type Bound } from "../facts/bound.js";
import { argumentSpan, argumentSpans } from "./arguments.js";
import type { SeenArray } from "./arrays.js";
import { nameOfFact } from "./message.js";

/** Undefined where the text would say something else: an argument that is missing, or done twice. */
export function fill(text: string, at: Bound, array?: SeenArray): string | undefined {
  const { fact } = at;
  const pieces = text.split(/(\{\(?\d\)?(?:\.\.)?\})/).map((piece) => {
    const [, isIn, number, isRest] = /^\{(\()?(\d)\)?(\.\.)?\}$/.exec(piece) ?? [];
    if (number === undefined) return piece;
    if (isRest !== undefined) return writtenFrom(at, Number(number));
    const written = writtenArgument(at, Number(number));
    const times = text.split(new RegExp(String.raw`\{\(?${number}\)?\}`)).length - 1;
    if (written === undefined || (times > 1 && !isRepeatable(written))) return undefined;
    return isIn === undefined || isSimple(written) ? written : `(${written})`;
  });
  if (pieces.includes(undefined)) return undefined;
  return pieces
    .join("")
    .replaceAll("{key}", () => nameOfFact(fact) ?? "")
    .replaceAll("{receiver}", () => (fact.word === "call" ? (fact.receiver ?? "") : ""))
    .replaceAll("{base}", () => (fact.word === "store" ? fact.base : ""))
    .replaceAll("{text}", () => textOf(array))
    .replaceAll("{size}", () => `sizeof(${array?.name ?? ""})`);
}

/** As functions take it that look for the end of a text. */
function textOf(array: SeenArray | undefined): string {
  const cast = array?.isText === false ? "(const char *)" : "";
  return `${cast}${array?.name ?? ""}`;
}

function writtenArgument(at: Bound, number: number): string | undefined {
  const span = isWord(at, "call") ? argumentSpan(at, number) : undefined;
  return span && at.item.text.slice(span.start, span.end);
}

function writtenFrom({ fact, item }: Bound, number: number): string | undefined {
  const spans = fact.word === "call" ? argumentSpans(item.text, fact.span) : undefined;
  const first = spans?.[number];
  const last = spans?.at(-1);
  return first && last && item.text.slice(first.start, last.end);
}

/** Written twice it is still done once: nothing in it is called or changed. */
function isRepeatable(written: string): boolean {
  const plain = written.replace(/\b(?:sizeof|strlen|ntoh[sl]|hton[sl])\s*\(/g, "(");
  return !/\w\s*\(|\+\+|--|[^=!<>]=[^=]/.test(plain);
}

/** Nothing that stands beside it can come between its parts. */
function isSimple(written: string): boolean {
  return /^[\w.[\]]+(?:->[\w.[\]]+)*$/.test(written);
}
