// Secrets aren't repeated: text that goes into an excerpt, a message or a fingerprint is masked here.

/** What stands in place of a secret. */
export const MASK = "••••••";

/** `hunter22` → `h••••••`; texts of up to three characters are hidden whole. */
export function maskSecret(secret: string): string {
  return secret.length <= 3 ? MASK : `${secret.slice(0, 1)}${MASK}`;
}

/** `line` with every occurrence of each secret masked. */
export function maskIn(line: string, secrets: readonly string[]): string {
  let masked = line;
  const longestFirst = [...secrets].sort((a, b) => b.length - a.length);
  for (const secret of longestFirst) {
    if (secret.length > 0) masked = masked.replaceAll(secret, maskSecret(secret));
  }
  return masked;
}
