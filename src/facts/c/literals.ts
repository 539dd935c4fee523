// Literals of the C family: what a written number, character or string is worth.

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  f: "\f",
  a: "\x07",
  b: "\b",
  e: "\x1b",
  "0": "\0",
  "\n": "",
};

/** The text inside a quoted literal, quotes and prefix (`L`, `u8`) included in `written`. */
export function unquote(written: string): string {
  const open = written.search(/["']/);
  if (open < 0) return written;
  const raw = /^(?:u8|u|U|L)?R"([^(]{0,16})\(/.exec(written);
  if (raw !== null) return written.slice(raw[0].length, written.length - (raw[1] ?? "").length - 2);
  const closed = written.length > open + 1 && written.endsWith(written.charAt(open));
  return unescape(written.slice(open + 1, closed ? -1 : undefined));
}

function unescape(body: string): string {
  if (!body.includes("\\")) return body;
  return body.replace(
    /\\(?:x([0-9a-fA-F]+)|([0-7]{1,3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|\r?\n|(.))/gs,
    (whole, hex?: string, octal?: string, u4?: string, u8?: string, simple?: string) => {
      const code = hex ?? u4 ?? u8;
      if (code !== undefined) return fromCode(Number.parseInt(code, 16));
      if (octal !== undefined) return fromCode(Number.parseInt(octal, 8));
      if (simple !== undefined) return SIMPLE_ESCAPES[simple] ?? simple;
      return whole.startsWith("\\\n") || whole.startsWith("\\\r") ? "" : whole;
    },
  );
}

function fromCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
}

/**
 * `0x1FUL`, `1'000`, `0b101`, `017`, `1.5f`; undefined where it is none of these. The C grammars take
 * a sign that touches the digits into the literal.
 */
export function numberOf(written: string): number | undefined {
  // Tables have hundreds of thousands of these.
  if (/^[1-9]\d{0,8}$/.test(written)) return Number(written);
  const sign = /^[-+](?=[\d.])/.exec(written)?.[0];
  if (sign === undefined) return unsignedOf(written.replaceAll("'", ""));
  const value = numberOf(written.slice(1));
  return value === undefined || sign === "+" ? value : -value;
}

/** Longer than any number that a compiler takes. */
const LONGEST = 128;

function unsignedOf(plain: string): number | undefined {
  if (plain.length > LONGEST) return undefined;
  const integer = /^(0[xX][0-9a-fA-F]+|0[bB][01]+|\d+)[uUlLzZ]*$/.exec(plain);
  if (integer !== null) {
    const digits = integer[1] ?? "";
    return /^0\d+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  }
  const float = /^(\d*\.?\d*(?:[eE][-+]?\d+)?)[fFlL]?$/.exec(plain);
  const value = float === null || float[1] === "" ? Number.NaN : Number(float[1]);
  return Number.isNaN(value) ? undefined : value;
}

/** The code of `'a'` or `'\0'`. */
export function characterOf(written: string): number {
  return unquote(written).codePointAt(0) ?? 0;
}
