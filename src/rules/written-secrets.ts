// Credentials that a longer text holds in a form of its own: settings in JSON, HTTP's Basic
// authentication, hashes as password files keep them. Judgements of text alone.
import { decodeBase64 } from "../base/pem.js";
import { isPlaceholder, isSecretName, isSecretValue } from "./secrets.js";

/** Ends of a key in JSON, bare and with the quote escaped as C writes it. */
const KEY_ENDS = [
  "word",
  "passwd",
  "pass",
  "pwd",
  "pswd",
  "_pw",
  "psk",
  "phrase",
  "secret",
  "token",
  "key",
];
export const JSON_MARKS: readonly string[] = KEY_ENDS.flatMap((end) => [`${end}":`, `${end}\\":`]);

const PAIR = /"([\w.-]{2,40})":\s*"([^"\\]{3,128})"/g;

/** A text of settings, `{"ap_password":"…"}`, in which `accepts` takes a credential's value. */
function holdsPair(text: string, accepts: (value: string, key: string) => boolean): boolean {
  if (!text.includes('":')) return false;
  return [...text.matchAll(PAIR)].some(
    ([, key = "", value = ""]) => isSecretName(key) && accepts(value, key),
  );
}

export function isJsonSecret(text: string): boolean {
  return holdsPair(text, isSecretValue);
}

/** One of them is a password of `defaults`, which no placeholder hides behind. */
export function isJsonDefault(text: string, defaults: readonly string[]): boolean {
  return holdsPair(
    text,
    (value, key) => defaults.includes(value.toLowerCase()) && !isPlaceholder(value, key),
  );
}

const BASIC = /\bBasic ([A-Za-z0-9+/]{8,}={0,2})(?![\w+/=])/;
export const BASIC_MARKS: readonly string[] = ["Basic "];

/** `Basic YWRtaW46YWRtaW4=`: user and password, readable once the base64 is undone. */
export function isBasicCredential(text: string): boolean {
  const bytes = decodeBase64(BASIC.exec(text)?.[1] ?? "-");
  if (bytes === undefined) return false;
  const plain = String.fromCharCode(...bytes);
  const [, user = "", password = ""] = /^([\x21-\x39\x3b-\x7e]+):([\x20-\x7e]+)$/.exec(plain) ?? [];
  if (password === "") return false;
  return !(isPlaceholder(password) && /^(?:user(?:name)?|my.*|your.*)$/i.test(user));
}

/** What crypt(3), htpasswd, LDAP and PBKDF2 writers put before a hash. */
export const HASH_MARKS: readonly string[] = [
  "$1$",
  "$5$",
  "$6$",
  "$2a$",
  "$2b$",
  "$2x$",
  "$2y$",
  "$y$",
  "$apr1$",
  "$P$",
  "$pbkdf2-",
  "$scrypt$",
  "$argon2",
  "pbkdf2_sha",
  "pbkdf2:sha",
  "{SSHA",
  "{SHA}",
];

const HASHES: readonly RegExp[] = [
  /\$(?:1|apr1)\$[./\w]{1,8}\$[./A-Za-z0-9]{22}(?![./\w])/,
  /\$5\$(?:rounds=\d+\$)?[./\w]{1,16}\$[./A-Za-z0-9]{43}(?![./\w])/,
  /\$6\$(?:rounds=\d+\$)?[./\w]{1,16}\$[./A-Za-z0-9]{86}(?![./\w])/,
  /\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}(?![./\w])/,
  /\$y\$[./\w]+\$[./\w]{1,86}\$[./\w]{43}/,
  /\$P\$[./A-Za-z0-9]{31}(?![./\w])/,
  /\$(?:pbkdf2-\w+|scrypt)\$[^$\s]+\$[./+\w=-]+\$[./+\w=-]{20,}/,
  /\$argon2(?:id|i|d)\$v=\d+\$m=\d+,t=\d+,p=\d+\$[+/\w]+\$[+/\w]{20,}/,
  /\bpbkdf2[_:]sha\d+[$:]\d+\$[^$\s]+\$[+/\w=]{20,}/,
  /\{(?:SSHA(?:256|512)?|SHA)\}[+/\w]{26,}={0,2}/,
];

/** The hash of a password with its salt, as password files keep it. */
export function isPasswordHash(text: string): boolean {
  return text.length > 24 && HASHES.some((form) => form.test(text));
}

const ENTERED =
  /^(?:(?:user|input|entered|login|admin|given|web|http|auth|telnet|console|ftp|received|submitted|typed|p|s|m|the|in|rx)_?)*(?:pass_?word|passwd|passwrd|passwort|pass|pwd|pw|passcode|pass_?code|pass_?phrase|pin_?code|pin|access_?code|secret_?code)(?:_?(?:in|input|param|arg|str|entered|buf))?$/i;
export const ENTERED_MARKS: readonly string[] = ["pass", "pwd", "pw", "pin", "access", "secret"];

/** A variable or a field of a form with the password that somebody has just given. */
export function isEnteredPassword(name: string): boolean {
  return ENTERED.test(name);
}
