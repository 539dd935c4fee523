// PEM blocks in text (RFC 7468 and the older RFC 1421 headers), wherever they stand: in a file of
// their own, between other text, or inside a string literal's value. Nothing is decrypted.

export interface PemBlock {
  /** `RSA PRIVATE KEY` */
  readonly label: string;
  /** What stands between the BEGIN and END lines. */
  readonly body: string;
  /** From the dashes of BEGIN to after the dashes of END. */
  readonly start: number;
  readonly end: number;
  /** Offset after the dashes of BEGIN. */
  readonly headerEnd: number;
  readonly encrypted: boolean;
  /** The decoded body, absent where it is not base64: a placeholder, or damage. */
  readonly der?: Uint8Array;
}

const BEGIN = "-----BEGIN ";
const DASHES = "-----";

/** Blocks that have both their lines, in order. */
export function findPemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  let at = text.indexOf(BEGIN);
  while (at >= 0) {
    const block = blockAt(text, at);
    if (block !== undefined) blocks.push(block);
    at = text.indexOf(BEGIN, block?.end ?? at + BEGIN.length);
  }
  return blocks;
}

function blockAt(text: string, start: number): PemBlock | undefined {
  const labelStart = start + BEGIN.length;
  const labelEnd = text.indexOf(DASHES, labelStart);
  if (labelEnd < 0 || labelEnd - labelStart > 64) return undefined;
  const label = text.slice(labelStart, labelEnd);
  if (!/^[A-Z0-9][A-Z0-9 ]*$/.test(label)) return undefined;
  const headerEnd = labelEnd + DASHES.length;
  const footer = `-----END ${label}-----`;
  // Up to the next BEGIN and no further: text that is full of them is still read in one pass.
  const next = text.indexOf(BEGIN, headerEnd);
  const rest = text.slice(headerEnd, next < 0 ? undefined : next);
  const length = rest.indexOf(footer);
  if (length < 0) return undefined;
  const body = rest.slice(0, length);
  const encrypted = label.startsWith("ENCRYPTED ") || /Proc-Type:\s*4,\s*ENCRYPTED/.test(body);
  const der = decodeBase64(withoutHeaders(body));
  return {
    label,
    body,
    start,
    end: headerEnd + length + footer.length,
    headerEnd,
    encrypted,
    ...(der === undefined || der.length === 0 ? {} : { der }),
  };
}

/** Without `Name: value` lines, and with a literal `\n` or `\r` taken for the break it stands for. */
function withoutHeaders(body: string): string {
  return body
    .replaceAll(/\\[nr]/g, "\n")
    .split(/[\r\n]+/)
    .filter((line) => !line.includes(":"))
    .join("\n");
}

/** White space is skipped; anything else outside the alphabet, or a broken length, is undefined. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const plain = text.replaceAll(/\s+/g, "").replace(/={1,2}$/, "");
  if (plain.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((plain.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < plain.length; i++) {
    const value = valueOf(plain.charCodeAt(i));
    if (value < 0) return undefined;
    bits = ((bits << 6) | value) & 0xfff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at++] = (bits >> held) & 0xff;
    }
  }
  return bytes;
}

function valueOf(unit: number): number {
  if (unit >= 65 && unit <= 90) return unit - 65;
  if (unit >= 97 && unit <= 122) return unit - 71;
  if (unit >= 48 && unit <= 57) return unit + 4;
  if (unit === 43) return 62;
  return unit === 47 ? 63 : -1;
}
