// Private keys without PEM lines: base64 or hexadecimal digits of their DER in a text, or its bytes
// one by one. Judged by decoding and looking at the structure, so that no other text passes.
import { describeDer } from "./asn1.js";
import { decodeBase64, findPemBlocks } from "./pem.js";

/**
 * Every such text holds one of these where it starts, whatever the case: the version and what follows
 * it, at the places that lengths of keys leave open.
 */
export const BARE_KEY_MARKS: readonly string[] = [
  // PKCS#8 of RSA, PKCS#1, PKCS#8 of elliptic curves, SEC 1, Ed25519; in base64 …
  "IBADANBgkqhkiG9w0BAQEFAAS",
  "IBAAKB",
  "IBAAKC",
  "AgEAMBMGByqGSM49AgEG",
  "AgEAMBAGByqGSM49AgEG",
  "CAQAwEwYHKoZIzj0CAQYI",
  "CAQEEI",
  "AgEBBD",
  "AgEBBE",
  "MC4CAQAwBQYDK2VwBC",
  // … and in hexadecimal digits, bare and escaped.
  "020100300d0609",
  "02010030130607",
  "02010030100607",
  "0201003005060",
  "0201000282",
  "02010002818",
  "0201010420",
  "0201010430",
  "\\x30\\x",
];

const BASE64_RUN = /M[A-Za-z0-9+/]{60,}={0,2}/g;
const HEX_RUN = /30(?:[0-9a-f]{2}){40,}/gi;

/** The DER bytes of private keys in a text, in order. */
export function bareKeysIn(text: string): Uint8Array[] {
  if (text.length < 40) return [];
  const plain = text.replaceAll(/\\[nr]|\s+/g, "");
  const found = [
    ...[...plain.matchAll(BASE64_RUN)].map(([run]) => decodeBase64(run)),
    ...[...plain.matchAll(HEX_RUN)].map(([run]) => bytesOfHex(run)),
    text.startsWith("0") ? bytesOfCharacters(text) : undefined,
  ];
  return found.flatMap((bytes) => privateKeyAt(bytes) ?? []);
}

/** The private keys that a list of bytes is: DER with padding behind it, or the text of PEM blocks. */
export function keysInBytes(bytes: Uint8Array): Uint8Array[] {
  const key = privateKeyAt(bytes);
  if (key !== undefined) return [key];
  if (!DASHES.every((dash, i) => bytes[i] === dash)) return [];
  return keysInPem(String.fromCharCode(...bytes));
}

const DASHES = [0x2d, 0x2d, 0x2d, 0x2d, 0x2d];

export function keysInPem(text: string): Uint8Array[] {
  return findPemBlocks(text).flatMap(({ label, der }) =>
    label.includes("PRIVATE KEY") && der !== undefined ? [der] : [],
  );
}

function privateKeyAt(bytes: Uint8Array | undefined): Uint8Array | undefined {
  const shape = bytes === undefined ? undefined : describeDer(bytes);
  return shape?.kind === "private-key" ? bytes?.subarray(0, shape.length) : undefined;
}

function bytesOfHex(digits: string): Uint8Array {
  return Uint8Array.from({ length: Math.floor(digits.length / 2) }, (_, i) =>
    Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16),
  );
}

/** A text whose escapes are bytes. */
function bytesOfCharacters(text: string): Uint8Array | undefined {
  return /[^\0-\xff]/.test(text) ? undefined : Uint8Array.from(text, (c) => c.charCodeAt(0));
}
