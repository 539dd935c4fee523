// Access tokens that show what they are by their format. Formats are those the issuers document.

/** Every token holds one of these. */
export const TOKEN_MARKS: readonly string[] = [
  "AKIA",
  "ASIA",
  "AIza",
  "GOCSPX-",
  ":APA91b",
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
  "xapp-",
  ":AA",
  "aio_",
  "BBFF-",
  "BBUS-",
  "eyJ",
  "hooks.slack.com",
  "/api/webhooks/",
  "maker.ifttt.com",
  "sk_live_",
  "rk_live_",
  "sk-ant-",
  "T3BlbkFJ",
  "hf_",
  "npm_",
  "dop_v1_",
  "SG.",
  "SharedAccessKey=",
  "SharedAccessSignature",
  "AccountKey=",
  "service_account",
];

const FORMATS: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /\bAIza[0-9A-Za-z_-]{35}(?![\w-])/,
  /\bGOCSPX-[\w-]{28}(?![\w-])/,
  /\bAAAA[\w-]{7}:APA91b[\w-]{100,}/,
  /\bgh[pousr]_[A-Za-z0-9]{36,}\b/,
  /\bgithub_pat_[A-Za-z0-9_]{60,}\b/,
  /\bglpat-[A-Za-z0-9_-]{20,}/,
  /\bxox[baprs]-[0-9A-Za-z-]{10,}/,
  /\bxapp-\d-[0-9A-Z]+-\d+-[0-9a-f]{40,}\b/,
  // In an address the word "bot" stands before the number.
  /(?:\b|bot)\d{8,10}:AA[A-Za-z0-9_-]{33}(?![\w-])/,
  /\baio_[A-Za-z0-9]{28}\b/,
  /\bBB(?:FF|US)-[A-Za-z0-9]{30,}\b/,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/,
  /hooks\.slack\.com\/services\/T\w+\/B\w+\/\w+/,
  /discord(?:app)?\.com\/api\/webhooks\/\d+\/[\w-]{30,}/,
  /maker\.ifttt\.com\/trigger\/[^/\s]+\/(?:json\/)?with\/key\/[\w-]{20,}/,
  /\b[rs]k_live_[0-9a-zA-Z]{24,}\b/,
  /\bsk-ant-[a-z0-9]+-[\w-]{40,}/,
  /\bsk-(?:[a-z]+-)?[\w-]{16,}T3BlbkFJ[\w-]{16,}/,
  /\bhf_[A-Za-z]{34}\b/,
  /\bnpm_[A-Za-z0-9]{36}\b/,
  /\bdop_v1_[0-9a-f]{64}\b/,
  /\bSG\.[\w-]{22}\.[\w-]{43}(?![\w-])/,
  /SharedAccessKey=[A-Za-z0-9+/=]{20,}/,
  /SharedAccessSignature sr=[^"]+&sig=[^&"]{10,}/,
  /AccountKey=[A-Za-z0-9+/=]{40,}/,
  /"type"\s*:\s*"service_account"[^}]*"private_key"\s*:\s*"-----BEGIN/,
];

/** What documentation prints, known not to open anything; the last is the first JWT in RFC 7519's fashion. */
const EXAMPLES =
  /EXAMPLE|^AKIA0{8}|xxxx|1234567890{2}|your|(?:abcdefgh|ABCDEFGH|01234567).*(?:ijkl|IJKL|89)|eyJzdWIiOiIxMjM0NTY3ODkwIi/i;

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
