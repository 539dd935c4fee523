// Keys made for each run, so that no key lies in the repository.
import { generateKeyPairSync } from "node:crypto";

const rsa = generateKeyPairSync("rsa", { modulusLength: 1024 });
const ec = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
const ed = generateKeyPairSync("ed25519");

const lock = { cipher: "aes-256-cbc", passphrase: "for tests" } as const;

export const DER = {
  rsaPkcs1: rsa.privateKey.export({ type: "pkcs1", format: "der" }),
  rsaPkcs8: rsa.privateKey.export({ type: "pkcs8", format: "der" }),
  rsaLocked: rsa.privateKey.export({ type: "pkcs8", format: "der", ...lock }),
  rsaPublic: rsa.publicKey.export({ type: "spki", format: "der" }),
  rsaPublicPkcs1: rsa.publicKey.export({ type: "pkcs1", format: "der" }),
  ecSec1: ec.privateKey.export({ type: "sec1", format: "der" }),
  ecPkcs8: ec.privateKey.export({ type: "pkcs8", format: "der" }),
  ecPublic: ec.publicKey.export({ type: "spki", format: "der" }),
  edPkcs8: ed.privateKey.export({ type: "pkcs8", format: "der" }),
  edPublic: ed.publicKey.export({ type: "spki", format: "der" }),
} as const;

export const PEM = {
  rsaPkcs1: rsa.privateKey.export({ type: "pkcs1", format: "pem" }).toString(),
  rsaPkcs1Locked: rsa.privateKey.export({ type: "pkcs1", format: "pem", ...lock }).toString(),
  rsaLocked: rsa.privateKey.export({ type: "pkcs8", format: "pem", ...lock }).toString(),
  ecSec1: ec.privateKey.export({ type: "sec1", format: "pem" }).toString(),
  ecPublic: ec.publicKey.export({ type: "spki", format: "pem" }).toString(),
} as const;

/** One DER element. */
export function tlv(tag: number, ...content: readonly (readonly number[])[]): number[] {
  const body = content.flat();
  const { length } = body;
  if (length < 0x80) return [tag, length, ...body];
  if (length < 0x100) return [tag, 0x81, length, ...body];
  return [tag, 0x82, length >> 8, length & 0xff, ...body];
}

const integer = tlv(2, [1]);
const algorithm = tlv(0x30, tlv(6, [42, 3, 4]));
const time = tlv(0x17, Array.from(Buffer.from("300101000000Z")));
const validity = tlv(0x30, time, time);
const name = tlv(0x30);
const bits = tlv(3, [0, 1, 2, 3]);
const publicKey = tlv(0x30, algorithm, bits);

/** The shapes of certificates, with nothing in them. */
export const CERTIFICATE = {
  v3: tlv(
    0x30,
    tlv(0x30, tlv(0xa0, tlv(2, [2])), integer, algorithm, name, validity, name, publicKey),
    algorithm,
    bits,
  ),
  v1: tlv(0x30, tlv(0x30, integer, algorithm, name, validity, name, publicKey), algorithm, bits),
  request: tlv(0x30, tlv(0x30, integer, name, publicKey, tlv(0xa0)), algorithm, bits),
} as const;
