// The public half of a private key in DER, as a SubjectPublicKeyInfo: one and the same for all forms
// that a key is written in, so that a key which was converted is still known. Only what stands in the
// key is used; nothing is calculated, so keys that leave their public half out have none.
import { childrenOf, elementAt, type Element } from "./asn1.js";

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_ID = 0x06;
const SEQUENCE = 0x30;
const CONTEXT_0 = 0xa0;
const CONTEXT_1 = 0xa1;

const RSA = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
const RSA_ALGORITHM = [...RSA, 0x05, 0x00];
const ELLIPTIC = [0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];

export function publicHalf(der: Uint8Array): Uint8Array | undefined {
  const parts = partsOf(der);
  const [version, second, third] = parts ?? [];
  if (version?.tag !== INTEGER || second === undefined) return undefined;
  if (second.tag === INTEGER && third !== undefined) return ofRsa(der, second, third);
  if (second.tag === OCTET_STRING) return ofCurve(der, parts ?? [], undefined);
  return second.tag === SEQUENCE && third !== undefined ? ofPkcs8(der, second, third) : undefined;
}

function partsOf(bytes: Uint8Array): Element[] | undefined {
  const outer = elementAt(bytes, 0, bytes.length);
  return outer?.tag === SEQUENCE ? childrenOf(bytes, outer) : undefined;
}

function ofPkcs8(der: Uint8Array, algorithm: Element, key: Element): Uint8Array | undefined {
  const [name, curve] = childrenOf(der, algorithm) ?? [];
  if (name === undefined) return undefined;
  const inner = der.subarray(key.start, key.end);
  if (isSame(raw(der, name), RSA)) return publicHalf(inner);
  if (!isSame(raw(der, name), ELLIPTIC) || curve?.tag !== OBJECT_ID) return undefined;
  return ofCurve(inner, partsOf(inner) ?? [], raw(der, curve));
}

function ofRsa(der: Uint8Array, modulus: Element, exponent: Element): Uint8Array | undefined {
  if (exponent.tag !== INTEGER) return undefined;
  const key = wrapped(SEQUENCE, [...raw(der, modulus), ...raw(der, exponent)]);
  return info(RSA_ALGORITHM, wrapped(BIT_STRING, [0, ...key]));
}

/** SEC 1: the curve stands in [0] or in what holds the key, the public point in [1]. */
function ofCurve(
  der: Uint8Array,
  parts: readonly Element[],
  known: Uint8Array | undefined,
): Uint8Array | undefined {
  const inside = (tag: number): Uint8Array | undefined => {
    const part = parts.find((p) => p.tag === tag);
    return part === undefined ? undefined : der.subarray(part.start, part.end);
  };
  const curve = known ?? inside(CONTEXT_0);
  const point = inside(CONTEXT_1);
  if (curve?.[0] !== OBJECT_ID || point?.[0] !== BIT_STRING) return undefined;
  return info([...ELLIPTIC, ...curve], [...point]);
}

function info(algorithm: readonly number[], key: readonly number[]): Uint8Array {
  return Uint8Array.from(wrapped(SEQUENCE, [...wrapped(SEQUENCE, algorithm), ...key]));
}

function wrapped(tag: number, content: readonly number[]): number[] {
  const { length } = content;
  if (length < 0x80) return [tag, length, ...content];
  if (length < 0x100) return [tag, 0x81, length, ...content];
  return [tag, 0x82, length >> 8, length & 0xff, ...content];
}

/** With its tag and length. */
function raw(bytes: Uint8Array, { at, end }: Element): Uint8Array {
  return bytes.subarray(at, end);
}

function isSame(a: Uint8Array, b: readonly number[]): boolean {
  return a.length === b.length && b.every((byte, i) => a[i] === byte);
}
