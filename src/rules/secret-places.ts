// Judging names of places that hold a credential, of calls that give one, and of the labels printed
// before it. Stricter than `secret-name`, which looks at what a text stands beside: here nothing but
// the name tells, so switches, questions and words of parsers must not pass.
import { isSecretName, wordsOf } from "./secrets.js";

/** What a call's name says before the name of what it gives: `getPassword`, `load_wifi_psk`. */
const ACCESSOR =
  /^(?:m_|s_|g_|_)?(?:get|read|load|fetch|stored?|current|generate|gen|make|create|derive|new|old)_(?=.)/;

/** First words of questions, switches and actions: `hasPassword`, `use_psk`, `check_token`. */
const NO_PLACE = new Set(
  (
    "has have had is are was use uses used using need needs needed require requires required with without no not " +
    "check checks checked verify verified validate validated ask asks want wants got show shows hide hides can should " +
    "must may test tests compare match matches found find save saves write writes send sends handle handles on do try " +
    "skip enter prompt print prints log logs parse process allow allows allowed accept support supports supported count " +
    "copy erase clear delete remove init encode decode hash encrypt decrypt mask masked hidden obfuscated redacted " +
    "sanitize escape escaped hashed encrypted forget update change auth authenticate total cmd k kw keyword last next prev"
  ).split(" "),
);

/** Parts that tell of something else: what the user types in, words of parsers, what is no plain text. */
const OTHER =
  /(?:^|_)(?:hash(?:ed)?|salt|digest|verifier|sha\d*|md5|hmac|mac|crc|enc|encrypted|ciphertext|pass_?key_?\d*|tokens|client_token|num_?tok\w*|shunt|jsmn|lexer?|ast|cpu_?pass|one_?pass|two_?pass)(?:_|$)/;

/** What a tokenizer gives, behind the accessor: `toCharToken`, `peekToken`, `read_line_token`. */
const TOKENIZED =
  /^(?:to|split|peek|expect|consume|scan|lex|eat)_(?:\w+_)?token$|(?:^|_)(?:char|str|string|line|word|my|cur|current)_token$/;

/** `wifi_pass`, `cfg.password`, `getPassword`; not `hasPassword`, `passkey` or a bare `token`. */
export function isSecretPlace(name: string): boolean {
  const words = wordsOf(name);
  const joined = words.join("_").replace(ACCESSOR, "");
  const [first = ""] = joined.split("_");
  if (/^(?:tok|token)\d*$/.test(joined) || NO_PLACE.has(first)) return false;
  if (OTHER.test(joined) || TOKENIZED.test(joined)) return false;
  return isSecretName(joined);
}

const LABEL =
  /(?:^|[^a-z0-9])(?:pass[ _-]?words?|passwd|pass[ _-]?phrases?|(?:pre[ _-]?shared|secret|private|api|access|auth|psk)[ _-]?key|psk|pwd|(?:access|auth|bearer|refresh|session|api|jwt|sas)[ _-]?token|wifi[ _-]?pass|client[ _-]?secret)[ _]?\d?["'`)\]]*\s*(?:is|=|:|->|=>|==)?[\s:=]*["'`<[({|]*$/i;

/** Ends as the announcement of a credential: `Password: `, `, psk=`, `with password "`. */
export function isSecretLabel(text: string): boolean {
  return LABEL.test(text) && !COMPLAINT.test(text);
}

/** What comes behind is an error or a place rather than the credential. */
const COMPLAINT =
  /fail|error|invalid|wrong|missing|unable|can(?:no|')t|could n|not set|unknown|no such|usage|enter|prompt|public|change|set[ _]|saved|stor(?:ed|ing) in|https?:/i;

/** What stands behind such a label and is no credential: errors, switches, masks, lengths, names. */
const NO_VALUE =
  /err|status|state|msg|message|reason|result|^(?:ret|rc|res)$|mask|hid(?:e|den)|redact|star|len|size|yes|enable|valid|_?set$|type|mode|name|ssid|user|fmt|format|label|to_str|_str$|hint|path|file|url|hash|salt|digest|verif|crypt/i;

export function isLabelValue(name: string): boolean {
  return name !== "" && !NO_VALUE.test(name);
}

/** Every label holds one of these, whatever its case. */
export const LABEL_FRAGMENTS: readonly string[] = [
  "passw",
  "phrase",
  "pass",
  "psk",
  "pwd",
  "key",
  "token",
  "secret",
];

const AUTHENTICATOR =
  /^(?:\w+_)?(?:hmac|auth_tag|mac_tag|(?:expected|computed|calculated|calc|received|rx)_(?:tag|hmac)|(?:session|csrf|xsrf|auth|access|unlock|bearer|api)_?(?:token|key)|session_passkey|otp(?:_code)?)(?:_(?:buf|bytes|value|out|calc|rx|received|expected|computed))?\d?$/;

/** What proves who sent something: `hmac`, `auth_tag`, `session_token`, `api_key`. */
export function isAuthenticator(name: string): boolean {
  return AUTHENTICATOR.test(wordsOf(name).join("_"));
}

export const AUTHENTICATOR_FRAGMENTS: readonly string[] = ["hmac", "tag", "token", "key", "otp"];

/** A place whose last words say that a person made it up: `adminPassword`, `pwd`; no token, no key. */
export function isPasswordPlace(name: string): boolean {
  return (
    isSecretPlace(name) &&
    /(?:pass(?:w(?:or)?d|phrase|code)?|pwd|pw|pin|pin_?code)\d?$/.test(wordsOf(name).join("_"))
  );
}
