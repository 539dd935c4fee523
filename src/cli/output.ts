// What every command prints through: text to standard output or a file, and how a command ends.
import writeFileAtomic from "write-file-atomic";

/** 0: nothing at or above the level. 1: findings. 2: usage, unreadable argument, broken rule book. */
export const EXIT = { clean: 0, findings: 1, failed: 2 } as const;

/** An error that the person at the terminal can mend; printed without a stack. */
export class UsageError extends Error {}

/** Ends with exactly one line break; a file is replaced whole or not at all. */
export function deliver(text: string, file: string | undefined): void {
  const ended = text.endsWith("\n") ? text : `${text}\n`;
  if (file === undefined) process.stdout.write(ended);
  else writeFileAtomic.sync(file, ended);
}

export function wantsColours(file: string | undefined): boolean {
  if (file !== undefined || process.env["NO_COLOR"] !== undefined) return false;
  return process.env["FORCE_COLOR"] !== undefined || process.stdout.isTTY;
}
