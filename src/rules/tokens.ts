// Access tokens that show what they are by their format. Formats are those the issuers document.

/** Every token holds one of these. */
export const TOKEN_MARKS: readonly string[] = [
  "AKIA",
  "ASIA",
  "AIza",
  "ghp_",
  "gho_",
  "ghu_",
  "ghs_",
  "ghr_",
  "github_pat_",
  "glpat-",
  "xoxb-",
  "xoxp-",
  "xoxa-",
  "xoxr-",
  "xoxs-",
  ":AA",
  "aio_",
  "eyJ",
  "hooks.slack.com",
  "discord.com/api/webhooks",
  "sk_live_",
  "rk_live_",
  "SharedAccessKey=",
  "SharedAccessSignature",
  "AccountKey=",
  "-----BEGIN",
  "service_account",
];

const FORMATS: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /\bAIza[0-9A-Za-z_-]{35}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{36,}\b/,
  /\bgithub_pat_[A-Za-z0-9_]{60,}\b/,
  /\bglpat-[A-Za-z0-9_-]{20,}\b/,
  /\bxox[baprs]-[0-9A-Za-z-]{10,}\b/,
  /\b\d{8,10}:AA[A-Za-z0-9_-]{33}\b/,
  /\baio_[A-Za-z0-9]{28}\b/,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/,
  /hooks\.slack\.com\/services\/T\w+\/B\w+\/\w+/,
  /discord(?:app)?\.com\/api\/webhooks\/\d+\/[\w-]{30,}/,
  /\b[rs]k_live_[0-9a-zA-Z]{24,}\b/,
  /SharedAccessKey=[A-Za-z0-9+/=]{20,}/,
  /SharedAccessSignature sr=[^"]+&sig=[^&"]{10,}/,
  /AccountKey=[A-Za-z0-9+/=]{40,}/,
];

/** The documentation's own examples, known not to open anything. */
const EXAMPLES = /EXAMPLE|^AKIA0{8}|xxxx|1234567890{2}|your/i;

export function isCloudToken(text: string): boolean {
  for (const format of FORMATS) {
    const found = format.exec(text)?.[0];
    if (found !== undefined) return !EXAMPLES.test(found) && variety(found) >= 8;
  }
  return false;
}

/** Different characters in it; `AKIAAAAAAAAAAAAAAAAA` is no key. */
function variety(text: string): number {
  return new Set(text).size;
}
