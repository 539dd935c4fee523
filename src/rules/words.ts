// Named predicates: the words a rule can use for what a regex says badly. Each takes text and is a
// pure function of it (and of the lists the rule book brings). A predicate that can start a rule
// declares its shape: words one of which every accepted text holds, so that a scan can skip the rest.
import { BARE_KEY_MARKS, bareKeysIn, keysInBytes, keysInPem } from "../base/bare-keys.js";
import { findPemBlocks } from "../base/pem.js";
import { sha256 } from "../base/sha256.js";
import { publicHalf } from "../base/spki.js";
import { isPlaceholder, isSecretName, isSecretValue, SECRET_FRAGMENTS } from "./secrets.js";
import {
  AUTHENTICATOR_FRAGMENTS,
  isAuthenticator,
  isLabelValue,
  isPasswordPlace,
  isSecretLabel,
  isSecretPlace,
  LABEL_FRAGMENTS,
} from "./secret-places.js";
import { isCloudToken, TOKEN_MARKS } from "./tokens.js";
import {
  BASIC_MARKS,
  ENTERED_MARKS,
  HASH_MARKS,
  isBasicCredential,
  isEnteredPassword,
  isJsonDefault,
  isJsonSecret,
  isPasswordHash,
  JSON_MARKS,
} from "./written-secrets.js";
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

/** Texts of keys hold one of these. */
const KEY_MARKS: readonly string[] = ["PRIVATE KEY", ...BARE_KEY_MARKS];
/** Lists of bytes start with the tag of a SEQUENCE, or with the dashes of PEM. */
const KEY_STARTS: readonly string[] = ["0x30", "48", "0x2d", "45", "'-'"];

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
  "secret-place": {
    says: "names a variable, field or call that gives a credential; no switch, length, passkey or bare `token`",
    test: (text) => isSecretPlace(text),
    shape: SECRET_FRAGMENTS,
  },
  "password-place": {
    says: "names a place that holds a password somebody made up, rather than a token or a key",
    test: (text) => isPasswordPlace(text),
    shape: SECRET_FRAGMENTS,
  },
  authenticator: {
    says: "names what proves who sent something: an HMAC, an authentication tag, a token of a session or an API",
    test: (text) => isAuthenticator(text),
    shape: AUTHENTICATOR_FRAGMENTS,
  },
  "secret-label": {
    says: "ends as a label of a credential that follows: `Password: `, `psk=`",
    test: (text) => isSecretLabel(text),
    shape: LABEL_FRAGMENTS,
  },
  "label-value": {
    says: "a name of anything but an error, a state, a mask, a length or a name of somebody",
    test: (text) => isLabelValue(text),
  },
  secret: {
    says: "reads like a real credential, not like a label, path, address, format or topic",
    test: (text, { keeper }) => isSecretValue(text, keeper),
  },
  "default-password": {
    says: "one of the passwords everybody tries first",
    test: (text, { lists }) => (lists.get("default-passwords") ?? []).includes(text.toLowerCase()),
  },
  "entered-password": {
    says: "names the password or PIN that somebody has just given",
    test: (text) => isEnteredPassword(text),
    shape: ENTERED_MARKS,
  },
  "password-hash": {
    says: "a password's hash as password files keep it: crypt, bcrypt, PBKDF2, Argon2, LDAP",
    test: (text) => isPasswordHash(text),
    shape: HASH_MARKS,
  },
  "basic-credential": {
    says: "user and password of HTTP's Basic authentication, in base64",
    test: (text) => isBasicCredential(text),
    shape: BASIC_MARKS,
  },
  "json-secret": {
    says: "settings in JSON with what reads like a real credential in them",
    test: (text) => isJsonSecret(text),
    shape: JSON_MARKS,
  },
  "json-default-password": {
    says: "settings in JSON with a password that everybody tries first",
    test: (text, { lists }) => isJsonDefault(text, lists.get("default-passwords") ?? []),
    shape: JSON_MARKS,
  },
  "private-key": {
    says: "a private key in PEM or DER form",
    test: (text, { bytes }) => isPrivateKey(text, bytes),
    shape: KEY_MARKS,
    bytes: true,
    bytesShape: KEY_STARTS,
  },
  "public-sdk-key": {
    says: "a private key that an SDK publishes, so that everybody has it",
    test: (text, context) => isPublished(text, context),
    shape: KEY_MARKS,
    bytes: true,
    bytesShape: KEY_STARTS,
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
  if (bytes !== undefined) return keysInBytes(bytes).length > 0;
  return findPemBlocks(text).some((block) => hasPrivateBody(block)) || bareKeysIn(text).length > 0;
}

/** A header alone, as parsers compare with, is no key, nor are words that say what to put there. */
function hasPrivateBody(block: { label: string; body: string }): boolean {
  return (
    block.label.includes("PRIVATE KEY") &&
    /[A-Za-z0-9+/=]{40}/.test(block.body.replaceAll(/\s/g, ""))
  );
}

function isPublished(text: string, { bytes, lists }: PredicateContext): boolean {
  const keys = bytes === undefined ? [...keysInPem(text), ...bareKeysIn(text)] : keysInBytes(bytes);
  return keys.some((der) => isPublishedKey(sha256(der), hashOfHalf(der), lists));
}

function hashOfHalf(der: Uint8Array): string | undefined {
  const half = publicHalf(der);
  return half === undefined ? undefined : sha256(half);
}

/** By the hash of the key as it is written, or by that of its public half, which all its forms share. */
export function isPublishedKey(
  written: string | undefined,
  half: string | undefined,
  lists: PredicateContext["lists"],
): boolean {
  const has = (list: string, hash: string | undefined): boolean =>
    hash !== undefined && (lists.get(list) ?? []).includes(hash);
  return has("public-sdk-keys", written) || has("public-sdk-key-halves", half);
}

export function isPredicate(name: string): boolean {
  return Object.hasOwn(PREDICATES, name);
}
