// Key and certificate files. PEM blocks are facts at their BEGIN line; a DER file is one fact at its
// start, its text being one character a byte (0–255). A block that holds no key, as templates do, is
// a problem and no fact.
import { describeDer } from "../../base/asn1.js";
import { findPemBlocks, type PemBlock } from "../../base/pem.js";
import { sha256 } from "../../base/sha256.js";
import { publicHalf } from "../../base/spki.js";
import type { Document, DocumentFacts } from "../../model/document.js";
import type { Fact, PresenceFact } from "../../model/fact.js";
import { ignoreIn, linesOf, wholeDocument, type Complaint } from "./reading.js";

/** Endings of PEM labels → what the block is; parameters, requests and lists are none of these. */
const KINDS: readonly (readonly [RegExp, PresenceFact["kind"]])[] = [
  [/PRIVATE KEY(?: BLOCK)?$/, "private-key"],
  [/PUBLIC KEY(?: BLOCK)?$/, "public-key"],
  [/^(?:X509 |TRUSTED )?CERTIFICATE$/, "certificate"],
];

export function readKeys(document: Document): DocumentFacts {
  const { text } = document;
  const der = derFact(text);
  if (der !== undefined) return wholeDocument(document, [der], []);
  const facts: Fact[] = [];
  const complaints: Complaint[] = [];
  const blocks = findPemBlocks(text);
  for (const block of blocks) readBlock(block, facts, complaints);
  for (const match of text.matchAll(/-----BEGIN [A-Z0-9 ]+-----/g)) {
    const end = match.index + match[0].length;
    if (blocks.some((block) => block.start <= match.index && end <= block.end)) continue;
    complaints.push({
      at: { start: match.index, end },
      message: "this PEM block has no END line, so it was not read.",
    });
  }
  for (const line of linesOf(text)) {
    if (/^\s*[#;]/.test(line.text)) facts.push(...ignoreIn(line.text, line.start));
  }
  const read = wholeDocument(document, facts, complaints);
  return blocks.length > 0 || complaints.length > 0 ? read : unknownForm(read);
}

/** Raw keys and other containers cannot be told from any other bytes. */
function unknownForm(read: DocumentFacts): DocumentFacts {
  const message = "Holds no PEM block and no DER structure that is known, so it was not judged.";
  const problem = { kind: "partial", path: read.path, message, severity: "info" } as const;
  return { ...read, problems: [problem], parse: "partial" };
}

function derFact(text: string): PresenceFact | undefined {
  if (text.charCodeAt(0) !== 0x30) return undefined;
  const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
  const shape = /[^\0-\xff]/.test(text) ? undefined : describeDer(bytes);
  if (shape === undefined) return undefined;
  const { kind, encrypted, length } = shape;
  return {
    word: "presence",
    kind,
    form: "DER",
    ...(kind === "private-key" ? { encrypted, ...halfOf(bytes) } : {}),
    sha256: sha256(bytes.subarray(0, length)),
    span: { start: 0, end: 0 },
  };
}

function readBlock(block: PemBlock, facts: Fact[], complaints: Complaint[]): void {
  const kind = KINDS.find(([label]) => label.test(block.label))?.[1];
  if (kind === undefined) return;
  const span = { start: block.start, end: block.headerEnd };
  const bytes = block.der ?? armoured(block);
  if (bytes === undefined) {
    complaints.push({ at: span, message: "this PEM block holds no base64, so it was not read." });
    return;
  }
  facts.push({
    word: "presence",
    kind,
    form: block.label,
    ...(kind === "private-key"
      ? { encrypted: block.encrypted || isLockedSsh(bytes), ...halfOf(bytes) }
      : {}),
    sha256: sha256(bytes),
    span,
  });
}

function halfOf(der: Uint8Array): Pick<PresenceFact, "halfSha256"> {
  const half = publicHalf(der);
  return half === undefined ? {} : { halfSha256: sha256(half) };
}

/** OpenPGP armour ends in a checksum line, which is no base64 of the body. */
function armoured(block: PemBlock): Uint8Array | undefined {
  if (!block.label.startsWith("PGP ")) return undefined;
  const body = block.body.replace(/\s=[A-Za-z0-9+/]{4}\s*$/, "\n");
  const copy = `-----BEGIN ${block.label}-----${body}-----END ${block.label}-----`;
  return findPemBlocks(copy)[0]?.der;
}

/** OpenSSH names its cipher behind a magic word; `none` is no password. */
function isLockedSsh(bytes: Uint8Array): boolean {
  const head = String.fromCharCode(...bytes.subarray(0, 64));
  const magic = "openssh-key-v1\0";
  return head.startsWith(magic) && !head.startsWith("\0\0\0\x04none", magic.length);
}
