// Named predicates: the words a rule can use for what a regex says badly. Each takes text and is a
// pure function of it (and of the lists the rule book brings). A predicate that can start a rule
// declares its shape: words one of which every accepted text holds, so that a scan can skip the rest.
import { classifyDer } from "../base/asn1.js";
import { findPemBlocks } from "../base/pem.js";
import { sha256 } from "../base/sha256.js";
import { isPlaceholder, isSecretName, isSecretValue, SECRET_FRAGMENTS } from "./secrets.js";
import { isCloudToken, TOKEN_MARKS } from "./tokens.js";
import { isLocalUrl, isLoopbackUrl, isSchemaUrl, hasUrlPassword } from "./urls.js";

export interface PredicateContext {
  /** Lists by name, without `@`. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  /** Bytes, where the value is a list of them. */
  readonly bytes?: Uint8Array;
  /** Where the value is kept: a variable, macro, field or key. */
  readonly keeper?: string;
}

export interface Predicate {
  readonly says: string;
  readonly test: (text: string, context: PredicateContext) => boolean;
  /** Every accepted text holds one of these, whatever its case. */
  readonly shape?: readonly string[];
  /** The predicate judges bytes as well as text. */
  readonly bytes?: boolean;
  /** Every source text of accepted bytes holds one of these. */
  readonly bytesShape?: readonly string[];
}

export const PREDICATES: Readonly<Record<string, Predicate>> = {
  placeholder: {
    says: "stands in for a value that is to be filled in: YOUR_KEY, xxx, <…>, ${…}, bytes all alike",
    test: (text, { keeper, bytes }) =>
      bytes === undefined ? isPlaceholder(text, keeper) : bytes.every((byte) => byte === bytes[0]),
    bytes: true,
  },
  "secret-name": {
    says: "names a credential: password, passphrase, pin, psk, secret, token, api key",
    test: (text) => isSecretName(text),
    shape: SECRET_FRAGMENTS,
  },
  secret: {
    says: "reads like a real credential, not like a label, path, address, format or topic",
    test: (text, { keeper }) => isSecretValue(text, keeper),
  },
  "default-password": {
    says: "one of the passwords everybody tries first",
    test: (text, { lists }) => (lists.get("default-passwords") ?? []).includes(text.toLowerCase()),
  },
  "private-key": {
    says: "a private key in PEM or DER form",
    test: (text, { bytes }) => isPrivateKey(text, bytes),
    shape: ["PRIVATE KEY"],
    bytes: true,
    // DER starts with the tag of a SEQUENCE.
    bytesShape: ["0x30"],
  },
  "public-sdk-key": {
    says: "a private key that an SDK publishes, so that everybody has it",
    test: (text, context) => isPublished(text, context),
    shape: ["PRIVATE KEY"],
    bytes: true,
    // DER starts with the tag of a SEQUENCE.
    bytesShape: ["0x30"],
  },
  "cloud-token": {
    says: "an access token by its format: AWS, Google, GitHub, Slack, Azure, JWT …",
    test: (text) => isCloudToken(text),
    shape: TOKEN_MARKS,
  },
  "url-with-password": {
    says: "an address with user and password in it",
    test: (text) => hasUrlPassword(text),
    shape: ["://"],
  },
  "loopback-url": {
    says: "an address of the device itself",
    test: (text) => isLoopbackUrl(text),
  },
  "local-url": {
    says: "an address on the local network or the device itself",
    test: (text) => isLocalUrl(text),
  },
  "schema-url": {
    says: "an XML namespace, schema or documentation address, which nothing connects to",
    test: (text) => isSchemaUrl(text),
  },
};

function isPrivateKey(text: string, bytes: Uint8Array | undefined): boolean {
  if (bytes !== undefined) return classifyDer(bytes) === "private-key";
  return findPemBlocks(text).some((block) => hasPrivateBody(block));
}

/** A header alone, as parsers compare with, is no key. */
function hasPrivateBody(block: { label: string; body: string }): boolean {
  return block.label.includes("PRIVATE KEY") && block.body.replace(/\s/g, "").length >= 40;
}

function isPublished(text: string, { bytes, lists }: PredicateContext): boolean {
  const known = lists.get("public-sdk-keys") ?? [];
  if (bytes === undefined && !text.includes("PRIVATE KEY")) return false;
  if (bytes !== undefined) return known.includes(sha256(bytes));
  return findPemBlocks(text).some((b) => b.der !== undefined && known.includes(sha256(b.der)));
}

export function isPredicate(name: string): boolean {
  return Object.hasOwn(PREDICATES, name);
}
