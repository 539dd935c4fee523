// Bytes to text. Pure; any bytes give an answer, and where letters may be wrong the answer says so.
// Offsets are those of the text without its byte order mark.

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "latin1";

export interface Decoded {
  readonly text: string;
  /** `latin1` is Windows-1252, as everywhere on the web. */
  readonly encoding: Encoding;
  /** One plain sentence, where the bytes were not clean. */
  readonly problem?: string;
}

/** How far a NUL byte is looked for. */
const BINARY_PROBE = 8192;

export function decode(bytes: Uint8Array): Decoded | { readonly binary: true } {
  const marked = markedEncoding(bytes);
  if (marked === "utf-16le" || marked === "utf-16be") return decodeMarked(bytes, marked);
  if (marked === "utf-32" || hasEarlyNul(bytes)) return { binary: true };
  const text = decodeStrictly(bytes, "utf-8");
  if (text !== undefined) return { text, encoding: "utf-8" };
  const line = lineOfFirstLoss(bytes);
  return {
    text: decodeWindows1252(withoutMark(bytes)),
    encoding: "latin1",
    problem: `Not valid UTF-8, first on line ${line}: read as Windows-1252, so letters beyond ASCII may be wrong.`,
  };
}

/**
 * True where ASCII text stands in the bytes as itself, so that they may be searched for words
 * before, or without, being decoded. False for UTF-16 and for what `decode` calls binary.
 */
export function isAsciiCompatible(bytes: Uint8Array): boolean {
  return markedEncoding(bytes) === undefined && !hasEarlyNul(bytes);
}

/** What a byte order mark other than UTF-8's says. UTF-32 is recognised so as not to pass for UTF-16. */
function markedEncoding(bytes: Uint8Array): "utf-16le" | "utf-16be" | "utf-32" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return bytes.length >= 4 && bytes[2] === 0 && bytes[3] === 0 ? "utf-32" : "utf-16le";
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return undefined;
}

function hasEarlyNul(bytes: Uint8Array): boolean {
  return bytes.subarray(0, BINARY_PROBE).includes(0);
}

function decodeMarked(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be"): Decoded {
  const text = decodeStrictly(bytes, encoding);
  if (text !== undefined) return { text, encoding };
  const name = encoding === "utf-16le" ? "UTF-16LE" : "UTF-16BE";
  return {
    text: new TextDecoder(encoding).decode(bytes),
    encoding,
    problem: `Not valid ${name}: units that are no letters were read as U+FFFD.`,
  };
}

/** The text without its byte order mark, or undefined where the bytes are not valid. */
function decodeStrictly(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A UTF-8 mark before bytes that are not UTF-8 would become letters of the first word. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** 0x80 to 0x9f in Windows-1252; where that has no letter, the control character stays. */
const EXTRAS = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/** Some versions of Node decode this as ISO 8859-1; which one runs must not show. */
function decodeWindows1252(bytes: Uint8Array): string {
  const text = new TextDecoder("windows-1252").decode(bytes);
  return text.replace(/[\x80-\x9f]/g, (letter) => EXTRAS[letter.charCodeAt(0) - 0x80] ?? letter);
}

/** Line, from 1, of the first bytes that are no UTF-8. */
function lineOfFirstLoss(bytes: Uint8Array): number {
  const text = new TextDecoder().decode(bytes);
  return text.slice(0, text.indexOf("\uFFFD")).split("\n").length;
}
