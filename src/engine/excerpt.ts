// Excerpts: the lines that a finding shows, masked when they are made.
import { lineStarts, type Range } from "../base/span.js";
import { maskIn, maskSecret, MASK } from "../model/mask.js";
import type { Excerpt } from "../model/finding.js";
import type { ItemFacts } from "../model/document.js";
import type { Span } from "../base/span.js";
import { isSecretName } from "../rules/secrets.js";
import { isCloudToken } from "../rules/tokens.js";

/** More lines than this are cut: a squiggle under a screenful helps nobody. */
const MOST_LINES = 6;

export function excerptOf(item: ItemFacts, span: Span, secrets: readonly string[]): Excerpt {
  const starts = lineStarts(item.text);
  const first = starts.findLastIndex((s) => s <= span.start);
  const last = Math.max(
    first,
    starts.findLastIndex((s) => s < span.end),
  );
  const shown = Math.min(last, first + MOST_LINES - 1);
  const lines: string[] = [];
  let marks: Range | undefined;
  for (let i = first; i <= shown; i++) {
    const from = starts[i] ?? 0;
    const raw = item.text.slice(from, starts[i + 1] ?? item.text.length).replace(/[\r\n]+$/, "");
    const lead = i === 0 ? " ".repeat(item.column) : "";
    const hide = masking(raw, secrets);
    // Masking changes lengths, so the marks are measured on masked text.
    const columnOf = (offset: number): number =>
      lead.length + hide(raw.slice(0, Math.max(0, offset - from))).length;
    lines.push(lead + hide(raw));
    const line = item.line + i;
    if (i === first)
      marks = {
        start: { line, column: columnOf(span.start) },
        end: { line, column: columnOf(Math.min(span.end, from + raw.length)) },
      };
    else if (marks !== undefined)
      marks = {
        start: marks.start,
        end: { line, column: columnOf(Math.min(span.end, from + raw.length)) },
      };
  }
  return { firstLine: item.line + first, lines, ...(marks === undefined ? {} : { marks }) };
}

/** Masks the line it was made for, and pieces of it, alike. */
function masking(line: string, secrets: readonly string[]): (piece: string) => string {
  // A key in DER is shown no better by its bytes.
  if (isBinary(line)) return (piece) => (piece === line ? "(binary)" : "");
  const hidden = [...secrets, ...secretsOn(line)];
  const shortest = line.includes("PRIVATE KEY") ? 16 : 40;
  return (piece) => maskIn(maskKeyBody(piece, shortest), hidden);
}

function isBinary(line: string): boolean {
  for (const c of line) if (c < "\t" || (c > "\r" && c < " " && c !== "\x1b")) return true;
  return false;
}

/** Base64 as in PEM bodies, and bytes one by one as in arrays of DER. */
function maskKeyBody(line: string, shortest: number): string {
  return line
    .replace(/[A-Za-z0-9+/]{16,}={0,2}/g, (body) =>
      body.length >= shortest && /[a-z]/.test(body) && /[A-Z]/.test(body) && /\d/.test(body)
        ? maskSecret(body)
        : body,
    )
    .replace(/(?:0x[0-9a-fA-F]{1,2}\s*,\s*){15,}0x[0-9a-fA-F]{1,2}/g, MASK);
}

/** A setting's value needs no quotes; what is called or ends in a semicolon is a statement. */
const BARE_VALUE = /^\s*[\w.]+\s*=\s*(?!\w+\()([^"\s].*[^;\s])\s*$/;
/** In YAML neither, and single ones will do; a tag says where it is kept. */
const YAML_VALUE = /^\s*(?:-\s+)?[\w.]+:\s+'?([^\s"'!&*#|>{[][^'#;]*[^\s'#;])'?\s*(?:#.*)?$/;

function secretsOn(line: string): string[] {
  const literals = [...line.matchAll(/"((?:\\.|[^"\\])*)"/g)].map((m) => m[1] ?? "");
  const bare = (BARE_VALUE.exec(line) ?? YAML_VALUE.exec(line))?.[1];
  const names = line.replace(/"(?:\\.|[^"\\])*"/g, " ").match(/[A-Za-z_]\w*/g) ?? [];
  const named = names.some((name) => isSecretName(name));
  const values = bare === undefined || /^[yn]$/.test(bare) ? literals : [...literals, bare];
  return values.filter(
    (value) => value.length >= 4 && (isCloudToken(value) || (named && isHidden(value))),
  );
}

/** Formats and paths beside a secret's name explain it and hide nothing. */
function isHidden(value: string): boolean {
  return (
    !value.includes("%") &&
    !value.startsWith("/") &&
    !/^[a-z][a-z0-9+.-]*:\/\/[^@]*$/i.test(value) &&
    value !== MASK
  );
}
