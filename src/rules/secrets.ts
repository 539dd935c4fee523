// Judging names and values of credentials: is this a password, or a label that says "password"? A
// judgement of text alone, learnt from what public firmware looks like; where it is in doubt it says
// no, since the rules of single APIs need no such judgement.

/** Every secret name holds one of these, whatever its case. */
export const SECRET_FRAGMENTS: readonly string[] = [
  "pass",
  "pw",
  "psw",
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
  "encryptkey",
  "encrypt_key",
  "encryptionkey",
  "encryption_key",
  "hmackey",
  "hmac_key",
  "aeskey",
  "aes_key",
  "wifikey",
  "wifi_key",
  "wpakey",
  "wpa_key",
  "wepkey",
  "wep_key",
  "aiokey",
  "aio_key",
  "pincode",
  "pin_code",
  "userpin",
  "user_pin",
  "sopin",
  "so_pin",
  "kennwort",
  "contrasena",
  "senha",
  "wachtwoord",
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

/** Ends of words that name a password, with what people put in front of them in one word. */
const PASSWORD_WORD =
  "(?:[a-z]*passw(?:or)?ds?|[a-z]*passwort|[a-z]*pass_?phrase|[a-z]{0,6}pass(?:_?word)?|pass_?code" +
  "|pass_?key|[a-z]{0,5}pwd|[a-z]{0,5}pswd|[a-z]{0,5}psw|(?:wifi|mqtt|ap|ota|web|user|admin|login|ftp|http|sta)?_?pw" +
  "|[a-z]{0,4}psk|kennwort|contrasena|senha|wachtwoord)";
const KEY_WORD =
  "(?:secret|(?:auth|access|api|bearer|bot|device|sas|user|cloud|mqtt|blynk|iot|refresh|session|id|app)?_?token" +
  "|(?:api|access|auth|private|client|shared|device|encrypt(?:ion)?|hmac|aes|wifi|wpa|wep|aio)_?key" +
  "|pin_?code|(?:user|so)_?pin)";
const SECRET_WORDS = new RegExp(`(?:^|_)(?:${PASSWORD_WORD}|${KEY_WORD})(?:_|$|\\d)`);
const ENDS_AS_PASSWORD = new RegExp(`(?:^|_)(?:${PASSWORD_WORD}|secret)(?:_?\\d)?$`);

/** Words that make the name one of a label, a size or a switch, wherever they stand. */
const LABEL_WORDS = new Set(
  (
    "label title text txt msg message hint prompt help info caption lang desc description comment note " +
    "file filename path dir topic html css svg symbol type kind field param parameter arg args nvs namespace " +
    "str len length size max min count num limit timeout bits bytes offset addr address format fmt mask " +
    "state status error err wrong invalid missing mismatch required denied fail failed incorrect empty cmd " +
    "command opt option options flag mode enabled enable disable disabled change changed reset set get update " +
    "erase forgot confirm json xml tag event evt regex pattern placeholder show hide toggle view bypass " +
    "compass through lowpass highpass bandpass passthrough passed passive filter attr attribute attributes " +
    "prop property element form button btn pref prefs public pub"
  ).split(" "),
);

/** Words that do so behind the secret's word: `TOKEN_URL`, but not `SERVER_PASSWORD`. */
const LABEL_ENDINGS = new Set(
  (
    "url uri endpoint host server domain route page style class color icon img image glyph header scope " +
    "issuer audience grant name names bucket id uuid identity idx index ttl expiry expires expiration interval " +
    "period age result valid ok success callback handler provider request response log item menu input " +
    "column table row section entry char chars charset alphabet letters digits prefix suffix sep separator " +
    "delim delimiter user username uid gid home shell filepath pathname algo algorithm version curve parser tokenizer task thread queue timer mutex lock"
  ).split(" "),
);

const FALSE_WORDS =
  /(?:by|com|low_?|high_?|band_?|tres|sur|over|under|multi_?|all_?|second_?|first_?|one_?)pass(?:_|$)|pass(?:ed|ive|thr|ing|es|enger|word_?less)/;

/** Text tables (`L_PASSWORD`), a parser's (`TOKEN_IF`) and a table's words (`PASSWORD_KEY`), `PASS1_DIR`. */
const OTHER_NAMES =
  /^(?:l|str|txt|msg|lang|loc|ui|html|css|d|lv|json)_|^token_|(?:passw(?:or)?d|pwd|token)_key(?:_|$)|(?:^|_)pass_?\d_/;

/** A name of a credential: `WIFI_PASS`, `mqtt_password`, `api_key`; not `PASSWORD_LABEL` or `bypass`. */
export function isSecretName(name: string): boolean {
  const lower = name.toLowerCase();
  if (!SECRET_FRAGMENTS.some((fragment) => lower.includes(fragment))) return false;
  const words = wordsOf(name.replace(/\[\]/g, ""));
  const joined = words.join("_");
  const found = SECRET_WORDS.exec(joined);
  if (found === null || FALSE_WORDS.test(joined) || OTHER_NAMES.test(joined)) return false;
  const behind = wordsOf(joined.slice(found.index + found[0].length));
  return (
    !behind.some((word) => LABEL_ENDINGS.has(word) || LABEL_WORDS.has(word)) &&
    (/(?:^|_)(?:default|factory|admin)_/.test(joined) || !words.some((w) => LABEL_WORDS.has(w)))
  );
}

const PLACEHOLDERS: readonly RegExp[] = [
  /your|xxx|\*\*\*|change.?(?:me|this|it)|insert|replace|fill.?(?:me|in)|dummy|example|sample|placeholder/i,
  /\$[{(]|#\{|\{\{|^<.*>$|^\[.*\]$|^\{.*\}$|^\$\w+$|^([%@]|__)\w+\1$/,
  /(?:^|[-_ .])(?:here|todo|tbd)$|^(?:todo|tbd|fixme)\b/i,
  /[a-z]Here$/,
  /^(?:my|some|the|a)[-_ ]?(?:pass|pwd?$|ssid|secret|token|key|api|wifi|network|psk|phrase)/i,
  /^(?:enter|put|add|set|type|paste|define|configure|specify)[-_ ]?(?:me|your|the|a|in|pass|wifi|ssid|key|token|here)/i,
  // The same in other languages.
  /^(?:dein|mein|votre|mon|tu|mi|sua?|seu|twoje|il_tuo|isi)[-_ ](?:.*[-_ ])?(?:wifi|wlan|ssid|pass|mot|contra|senha|clave|token|api|key)/i,
  /^(?:ssid|pass|passwd|password|passphrase|pwd|pw|key|apikey|token|secret|psk|user|username|none|null|nil|nullptr|undefined|n\/?a|unknown|empty|unset|not.?set|string|text|value|default|hidden|redacted|removed|censored|masked|omitted)$/i,
  /^[.\-_*x?#\s]+$/i,
  // One letter all along; one digit all along is a password that people use.
  /^([^\d])\1+$/,
  // A digest or a key that is not there yet.
  /^(.)\1{15,}$/,
];

/** Something that stands in for a value: `YOUR_PASSWORD`, `xxxx`, `<token>`, the keeper's own name. */
export function isPlaceholder(text: string, keeper?: string): boolean {
  const trimmed = text.trim();
  if (trimmed === "" || PLACEHOLDERS.some((form) => form.test(trimmed))) return true;
  // A name of a credential in place of the credential: "wifi_password", "MQTT_PWD".
  if (/^[A-Za-z_-]+$/.test(trimmed) && isSecretName(trimmed)) return true;
  return keeper !== undefined && saysItsKeeper(trimmed, keeper);
}

const DEFAULT_USERS = /^(?:admin|administrator|root|guest|operator)$/;

function saysItsKeeper(text: string, keeper: string): boolean {
  const plain = wordsOf(text).join("");
  const kept = wordsOf(keeper).join("");
  if (plain === "" || /[^\w .-]/.test(text)) return false;
  // `ADMIN_PASSWORD "admin"` is the user's name taken for a password.
  if (DEFAULT_USERS.test(plain) && ENDS_AS_PASSWORD.test(wordsOf(keeper).join("_"))) return false;
  return plain === kept || (!/\d/.test(plain) && (kept.endsWith(plain) || kept.startsWith(plain)));
}

/** Shannon entropy in bits a character. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const c of text) counts.set(c, (counts.get(c) ?? 0) + 1);
  let bits = 0;
  for (const n of counts.values()) bits -= (n / text.length) * Math.log2(n / text.length);
  return bits;
}

const NO_SECRET: readonly RegExp[] = [
  /\s/, // captions
  /[<>{}]/, // markup, templates
  /%[-0-9.*]*(?:l{0,2}|h{0,2}|z)[diuoxXcsfgp%]/, // formats
  /^[./~\\]|[/\\].*[/\\]/, // paths and topics
  /\.(?:json|pem|der|crt|cer|key|txt|cfg|conf|ini|bin|html?|js|css|xml|c|h|cpp|py|sh|log|dat|db|png|ico)$/i,
  /\.(?:com|net|org|io|local|lan|home|dev|cloud|app)(?::\d+)?$/i, // hosts, mail
  /^[a-z][a-z0-9+.-]*:\/\//i, // addresses
  /^(?:0x[0-9a-f]{1,8}|v?\d+(?:\.\d+)+(?::\d+)?)$/i,
  /^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i, // hardware addresses
  /[^\x20-\x7e]/,
  /[=:;,]$/, // "password=" as a label of a log line or a query
  /^(?:abcdefghij|0123456789abc).{16,}/i, // what a generator picks from
  /^(?:true|false|yes|no|on|off|ok|error|enabled|disabled)$/i,
];

/** Keys and hashes in base64, which may look like paths and end in `=`. */
function isBase64(text: string): boolean {
  const padded = text.length % 4 === 0 && /^[A-Za-z0-9+/]{14,}={1,2}$/.test(text);
  const long = /^[A-Za-z0-9+/]{32,}$/.test(text) && /\d/.test(text);
  return (padded || long) && /[A-Z]/.test(text) && /[a-z]/.test(text) && entropy(text) >= 3;
}

/** Words without a digit among them, however joined: names and labels rather than secrets. */
const WORDS_ONLY: readonly RegExp[] = [
  /^[A-Za-z]?[a-z]*(?:[_.:/-][A-Za-z]?[a-z]*)*$/,
  /^[A-Z]+(?:[_-][A-Z0-9]+)*$/,
  /^[A-Za-z]?[a-z]+(?:[A-Z][a-z]{2,})+$/,
];

/**
 * Reads like a real credential. A word or an identifier is more likely a key name or a label; it
 * counts where it mixes in digits, or where its keeper leaves no doubt (`DEFAULT_OTA_PASS "sesame"`).
 */
export function isSecretValue(text: string, keeper?: string): boolean {
  if (text.length < 4 || text.length > 512 || isPlaceholder(text, keeper)) return false;
  if (isBase64(text)) return true;
  if (NO_SECRET.some((form) => form.test(text))) return false;
  if (isSecretName(text)) return !text.includes("_") && (text.match(/\d/g) ?? []).length >= 2;
  if (WORDS_ONLY.some((form) => form.test(text))) return isPasswordWord(text, keeper);
  if (text.length < 6) return false;
  const mixes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9_]/].filter((kind) => kind.test(text)).length;
  return mixes >= 2 ? entropy(text) >= 2 : /\d/.test(text);
}

/** Whose password: a name that says so holds the password itself rather than a word for it. */
const OWNERS =
  /(?:^|_)(?:default|factory|admin|root|guest|login|wifi|wlan|sta|ap|mqtt|broker|ota|ftp|http|web|telnet|jwt|room|bridge)_/;

/** A plain word under a name such as `MQTT_PASSWORD`. */
function isPasswordWord(text: string, keeper: string | undefined): boolean {
  if (keeper === undefined || !/^[a-z]{5,}(?:-[a-z]+)*$|^[a-z]+-[a-z]+(?:-[a-z]+)*$/i.test(text))
    return false;
  const kept = wordsOf(keeper).join("_");
  if (!OWNERS.test(kept) || !ENDS_AS_PASSWORD.test(kept)) return false;
  // Neither a word for a password nor the name it is kept under: `mqttpass`, `admin-login`.
  return !/pass|pwd|psk|secret|token|login|auth|wifi|mqtt|ssid|(?:^|-)key(?:-|$)|^open$/i.test(
    text,
  );
}
