// Judging names and values of credentials: is this a password, or a label that says "password"?

/** Every secret name holds one of these, whatever its case. */
export const SECRET_FRAGMENTS: readonly string[] = [
  "pass",
  "pwd",
  "psk",
  "secret",
  "token",
  "apikey",
  "api_key",
  "accesskey",
  "access_key",
  "authkey",
  "auth_key",
  "privatekey",
  "private_key",
  "clientkey",
  "client_key",
  "sharedkey",
  "shared_key",
  "devicekey",
  "device_key",
  "passkey",
  "pincode",
  "pin_code",
];

/** Words of an identifier: `wifiPassWord_2` → wifi, pass, word, 2. */
export function wordsOf(identifier: string): string[] {
  return identifier
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

const SECRET_WORDS =
  /(?:^|_)(?:[a-z]*passw(?:or)?d|[a-z]*passwort|[a-z]*pass_?phrase|[a-z]{0,6}pass|pass_?code|pass_?key|[a-z]{0,5}pwd|psk|secret|(?:auth|access|api|bearer|bot|device|sas|user|cloud|mqtt|blynk|iot|refresh|session|id|app)?_?token|api_?key|access_?key|auth_?key|private_?key|client_?key|shared_?key|device_?key|pin_?code)(?:_|$|\d)/;

/** Words that make the name one of a label, a path, a size or a switch, not of a secret. */
const LABEL_WORDS = new Set([
  "label",
  "title",
  "text",
  "txt",
  "msg",
  "message",
  "hint",
  "prompt",
  "help",
  "info",
  "caption",
  "lang",
  "file",
  "filename",
  "path",
  "dir",
  "url",
  "uri",
  "endpoint",
  "topic",
  "route",
  "page",
  "html",
  "header",
  "type",
  "field",
  "param",
  "parameter",
  "arg",
  "name",
  "key_name",
  "nvs",
  "namespace",
  "id",
  "idx",
  "index",
  "str",
  "len",
  "length",
  "size",
  "max",
  "min",
  "count",
  "num",
  "limit",
  "timeout",
  "bits",
  "bytes",
  "offset",
  "addr",
  "format",
  "fmt",
  "mask",
  "state",
  "status",
  "error",
  "err",
  "wrong",
  "invalid",
  "fail",
  "failed",
  "incorrect",
  "cmd",
  "command",
  "opt",
  "option",
  "flag",
  "mode",
  "enabled",
  "enable",
  "disable",
  "change",
  "changed",
  "reset",
  "set",
  "json",
  "xml",
  "tag",
  "event",
  "evt",
  "log",
  "regex",
  "pattern",
  "placeholder",
  "show",
  "hide",
  "toggle",
  "view",
  "bypass",
  "compass",
  "through",
  "lowpass",
  "highpass",
  "bandpass",
  "passthrough",
  "through",
  "passed",
  "passive",
  "filter",
  "item",
  "menu",
  "input",
  "column",
  "entry",
  "attr",
  "attribute",
  "prop",
  "property",
  "element",
  "form",
  "button",
  "pref",
  "prefs",
]);

const FALSE_WORDS =
  /(?:by|com|low_?|high_?|band_?|tres|sur|over|under|multi_?|all_?|second_?|first_?|one_?)pass(?:_|$)|pass(?:ed|ive|thr|ing|es|enger|word_?less)/;

/** A name of a credential: `WIFI_PASS`, `mqtt_password`, `api_key`; not `PASSWORD_LABEL` or `bypass`. */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name.replace(/\[\]/g, ""));
  const joined = words.join("_");
  if (!SECRET_WORDS.test(joined) || FALSE_WORDS.test(joined)) return false;
  if (/^(?:l|s|str|txt|msg|lang|loc|ui|html|css|d|p)_/.test(joined) && !/^(?:s|p)_/.test(joined))
    return false;
  return (
    !words.some((word) => LABEL_WORDS.has(word)) ||
    (/(?:^|_)(?:default|factory|admin)_/.test(joined) &&
      !/_(?:label|text|title|msg|len|size|file|path|url|html)(?:_|$)/.test(joined))
  );
}

const PLACEHOLDER =
  /your|xxx|\*\*\*|change.?(?:me|this|it)|insert|replace|todo|fill.?(?:me|in)|dummy|^<.*>$|\$\{|#\{|\{\{|here$|example|sample|placeholder|^(?:my|some|the|a)[-_ ]?(?:pass|pw|ssid|secret|token|key|api|wifi|network|psk|phrase)|^(?:ssid|pass|passwd|password|passphrase|pwd|key|token|secret|psk|user|username|none|null|nil|undefined|n\/?a|unknown|empty|unset|not.?set|string|text|value|default)$|^[.\-_*x?#\s]+$|^(.)\1+$/i;

/** Something that stands in for a value: `YOUR_PASSWORD`, `xxxx`, `<token>`, the keeper's own name. */
export function isPlaceholder(text: string, keeper?: string): boolean {
  const trimmed = text.trim();
  if (trimmed === "" || PLACEHOLDER.test(trimmed)) return true;
  if (keeper === undefined) return false;
  const plain = wordsOf(trimmed).join("");
  const kept = wordsOf(keeper).join("");
  return plain !== "" && !/\d/.test(plain) && (kept.endsWith(plain) || kept === plain);
}

/** Shannon entropy in bits a character. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const c of text) counts.set(c, (counts.get(c) ?? 0) + 1);
  let bits = 0;
  for (const n of counts.values()) bits -= (n / text.length) * Math.log2(n / text.length);
  return bits;
}

const NO_SECRET = [
  /\s/, // captions
  /[<>{}]/, // markup, templates
  /%[-0-9.*]*(?:l{0,2}|h{0,2}|z)[diuoxXcsfgp%]/, // formats
  /^[./~\\]|[/\\].*[/\\]/, // paths and topics
  /\.(?:json|pem|der|crt|cer|key|txt|cfg|conf|ini|bin|html?|js|css|xml|c|h|cpp|py|sh|log|dat|db|png|ico)$/i,
  /^[a-z][a-z0-9+.-]*:\/\//i, // addresses
  /^(?:0x[0-9a-f]{1,8}|\d{1,3}(?:\.\d{1,3}){3})$/i,
  /^[^\x20-\x7e]|[^\x20-\x7e]$/,
  /[=:;,]$/, // "password=" as a label of a log line or a query
  /^(?:true|false|yes|no|on|off|ok|error|enabled|disabled)$/i,
];

/** snake_case, UPPER_CASE and camelCase without a digit. */
const IDENTIFIERS = [
  /^[a-z]+(?:[_.-][a-z]+)*$/,
  /^[A-Z]+(?:_[A-Z0-9]+)*$/,
  /^[A-Z]?[a-z]+(?:[A-Z][a-z]+)+$/,
];

/**
 * Reads like a real credential. A lower-case identifier is more likely a key name or a label; it
 * counts when it mixes in digits, or is a password everybody knows.
 */
export function isSecretValue(text: string, keeper?: string): boolean {
  if (text.length < 4 || text.length > 512) return false;
  if (isPlaceholder(text, keeper) || NO_SECRET.some((form) => form.test(text))) return false;
  if (isSecretName(text)) return /\d/.test(text) && text.length <= 16 && !text.includes("_");
  if (IDENTIFIERS.some((form) => form.test(text))) return false;
  const mixes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9_]/].filter((kind) => kind.test(text)).length;
  return mixes >= 2 ? entropy(text) >= 2 : /\d/.test(text) && text.length >= 6;
}
