// ESP-IDF and Arduino partition tables (CSV): each field of a row becomes the setting
// `partition.<name>.<field>`, as written. The squiggle stands under the row. `flags` is always
// there, empty where the row has none, so that a rule can ask for what is missing.
import type { Document, DocumentFacts } from "../../model/document.js";
import type { Fact, SettingFact } from "../../model/fact.js";
import { ignoreIn, linesOf, wholeDocument, type Complaint, type Line } from "./reading.js";

const FIELDS = ["name", "type", "subtype", "offset", "size", "flags"] as const;

interface Cell {
  readonly text: string;
  readonly start: number;
}

export function readPartitions(document: Document): DocumentFacts {
  const facts: Fact[] = [];
  const complaints: Complaint[] = [];
  for (const line of linesOf(document.text)) {
    const written = line.text.trim();
    if (written === "") continue;
    if (written.startsWith("#")) {
      facts.push(...ignoreIn(line.text, line.start));
      continue;
    }
    const start = line.start + line.text.indexOf(written);
    const row = cellsOf(line);
    const flaw = flawOf(row);
    const span = { start, end: start + written.length };
    if (flaw === undefined) facts.push(...settingsOf(row, span));
    else complaints.push({ at: span, message: flaw });
  }
  return wholeDocument(document, facts, complaints);
}

function cellsOf(line: Line): Cell[] {
  const cells: Cell[] = [];
  let from = 0;
  for (const part of line.text.split(",")) {
    const text = part.trim();
    const blanks = text === "" ? part.length : part.indexOf(text);
    cells.push({ text, start: line.start + from + blanks });
    from += part.length + 1;
  }
  return cells;
}

function flawOf(row: readonly Cell[]): string | undefined {
  const [name, type, subtype, , size] = row.map(({ text }) => text);
  if (name === undefined || name === "") return "the partition has no name.";
  if (type === undefined || type === "") return "the partition has no type.";
  if (subtype === undefined) return "the partition has no subtype.";
  if (size === undefined || size === "") return "the partition has no size.";
  return undefined;
}

function settingsOf(row: readonly Cell[], span: SettingFact["span"]): SettingFact[] {
  const partition = row[0]?.text ?? "";
  return FIELDS.slice(1).map((field, i) => {
    const cell = row[i + 1] ?? { text: "", start: span.end };
    const start = Math.min(cell.start, span.end);
    return {
      word: "setting",
      key: `partition.${partition}.${field}`,
      value: cell.text,
      valueSpan: { start, end: start + cell.text.length },
      quoted: false,
      span,
    };
  });
}
