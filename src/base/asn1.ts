// A look at DER bytes: is this a private key, a public key or a certificate? Judged by structure
// alone, bounds-checked, never throwing. It does not verify signatures, names or numbers, and it
// knows nothing of BER's indefinite lengths, which DER forbids.

export type DerKind = "private-key" | "public-key" | "certificate";

export interface DerShape {
  readonly kind: DerKind;
  /** A private key under a password (EncryptedPrivateKeyInfo). */
  readonly encrypted: boolean;
  /** Bytes of the structure itself; what follows is padding. */
  readonly length: number;
}

/** One element: its tag stands at `at`, its content from `start` to before `end`. */
export interface Element {
  readonly tag: number;
  readonly at: number;
  readonly start: number;
  readonly end: number;
}

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_ID = 0x06;
const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
const SEQUENCE = 0x30;
const CONTEXT_0 = 0xa0;

export function classifyDer(bytes: Uint8Array): DerKind | undefined {
  return describeDer(bytes)?.kind;
}

export function describeDer(bytes: Uint8Array): DerShape | undefined {
  const outer = elementAt(bytes, 0, bytes.length);
  if (outer?.tag !== SEQUENCE) return undefined;
  const parts = childrenOf(bytes, outer);
  if (parts === undefined) return undefined;
  const shape = (kind: DerKind, encrypted = false): DerShape => ({
    kind,
    encrypted,
    length: outer.end,
  });
  if (isPrivateKey(bytes, parts)) return shape("private-key");
  if (isEncryptedKey(bytes, parts)) return shape("private-key", true);
  if (isCertificate(bytes, parts)) return shape("certificate");
  if (isSubjectPublicKey(bytes, parts) || isRsaPublicKey(bytes, parts)) return shape("public-key");
  return undefined;
}

/** PKCS#8, SEC 1 (elliptic curves), PKCS#1 (RSA) or the six numbers of a DSA key. */
function isPrivateKey(bytes: Uint8Array, parts: readonly Element[]): boolean {
  const [version, second, third] = parts;
  if (version === undefined || second === undefined || !isVersion(bytes, version)) return false;
  switch (second.tag) {
    case OCTET_STRING:
      return parts.slice(2).every(({ tag }) => tag >= CONTEXT_0);
    case SEQUENCE:
      return third?.tag === OCTET_STRING && startsWithObjectId(bytes, second);
    default:
      return [6, 9].includes(parts.length) && parts.every(({ tag }) => tag === INTEGER);
  }
}

/** 0 or 1. */
function isVersion(bytes: Uint8Array, { tag, start, end }: Element): boolean {
  return tag === INTEGER && end - start === 1 && (bytes[start] ?? 0xff) <= 1;
}

function isEncryptedKey(bytes: Uint8Array, parts: readonly Element[]): boolean {
  const [algorithm] = parts;
  return (
    algorithm !== undefined &&
    tagsAre(parts, [SEQUENCE, OCTET_STRING]) &&
    startsWithObjectId(bytes, algorithm)
  );
}

/** Version 3 says so with [0]; version 1 starts with its serial number and dates its validity. */
function isCertificate(bytes: Uint8Array, parts: readonly Element[]): boolean {
  const [body] = parts;
  if (body === undefined || !tagsAre(parts, [SEQUENCE, SEQUENCE, BIT_STRING])) return false;
  const fields = childrenOf(bytes, body) ?? [];
  if (fields[0]?.tag === CONTEXT_0) return fields[1]?.tag === INTEGER;
  const [, , , validity] = fields;
  if (validity === undefined) return false;
  if (!tagsAre(fields.slice(0, 6), [INTEGER, SEQUENCE, SEQUENCE, SEQUENCE, SEQUENCE, SEQUENCE]))
    return false;
  const time = elementAt(bytes, validity.start, validity.end)?.tag;
  return time === UTC_TIME || time === GENERALIZED_TIME;
}

function isSubjectPublicKey(bytes: Uint8Array, parts: readonly Element[]): boolean {
  const [algorithm] = parts;
  return (
    algorithm !== undefined &&
    tagsAre(parts, [SEQUENCE, BIT_STRING]) &&
    startsWithObjectId(bytes, algorithm)
  );
}

/** A modulus and one of the usual exponents; two numbers alone may as well be a signature. */
function isRsaPublicKey(bytes: Uint8Array, parts: readonly Element[]): boolean {
  const [modulus, exponent] = parts;
  if (modulus === undefined || exponent === undefined) return false;
  if (!tagsAre(parts, [INTEGER, INTEGER]) || modulus.end - modulus.start < 64) return false;
  if (exponent.end - exponent.start > 3) return false;
  const value = bytes.subarray(exponent.start, exponent.end).reduce((sum, b) => sum * 256 + b, 0);
  return [3, 17, 257, 65537].includes(value);
}

function startsWithObjectId(bytes: Uint8Array, sequence: Element): boolean {
  return elementAt(bytes, sequence.start, sequence.end)?.tag === OBJECT_ID;
}

function tagsAre(parts: readonly Element[], tags: readonly number[]): boolean {
  return parts.length === tags.length && parts.every(({ tag }, i) => tag === tags[i]);
}

/** The elements inside `outer`, undefined where they do not fill it exactly. */
export function childrenOf(bytes: Uint8Array, outer: Element): Element[] | undefined {
  const children: Element[] = [];
  let at = outer.start;
  while (at < outer.end) {
    const child = elementAt(bytes, at, outer.end);
    if (child === undefined) return undefined;
    children.push(child);
    at = child.end;
  }
  return children;
}

/** The element at `at`: its tag, and where its content lies before `limit`. */
export function elementAt(bytes: Uint8Array, at: number, limit: number): Element | undefined {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || at + 2 > limit) return undefined;
  if ((tag & 0x1f) === 0x1f) return undefined;
  let start = at + 2;
  let length = first;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4 || start + count > limit) return undefined;
    length = bytes.subarray(start, start + count).reduce((sum, b) => sum * 256 + b, 0);
    start += count;
  }
  const end = start + length;
  return end <= limit ? { tag, at, start, end } : undefined;
}
