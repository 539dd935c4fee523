// Text as a terminal shows it: how wide it is, and nothing in it that would steer the terminal. Source
// code is written by strangers; an escape sequence or a bidirectional override in it is shown, not obeyed.

/** One thing that a terminal draws. `from` and `to` are its UTF-16 columns in the line it came from. */
export interface Cell {
  readonly text: string;
  readonly width: number;
  readonly from: number;
  readonly to: number;
}

const TAB_STOP = 4;
/** Controls, invisible formatting, line separators and lone surrogates. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
const COMBINING = /[\p{Mn}\p{Me}]/u;
/** East Asian wide and full-width forms, and pictographs. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** A line without its ending, cut into cells; tabs run to the next stop. */
export function cellsOf(line: string): Cell[] {
  const cells: Cell[] = [];
  let from = 0;
  let column = 0;
  for (const character of line.replace(/[\r\n]+$/, "")) {
    const text = shown(character, column);
    const width = widthOf(character, text);
    cells.push({ text, width, from, to: from + character.length });
    from += character.length;
    column += width;
  }
  return cells;
}

function shown(character: string, column: number): string {
  if (character === "\t") return " ".repeat(TAB_STOP - (column % TAB_STOP));
  if (!UNSEEN.test(character)) return character;
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}>`;
}

function widthOf(character: string, text: string): number {
  if (text !== character) return text.length;
  if (COMBINING.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

export function cellsWidth(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

/** Any text as one line that a terminal can be trusted with. */
export function plain(text: string): string {
  return cellsOf(text.replace(/\s+/g, " ").trim())
    .map((cell) => cell.text)
    .join("");
}

export function textWidth(text: string): number {
  return cellsWidth(cellsOf(text));
}

/** `text` with blanks after it up to `width`; a longer text stays as it is. */
export function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - textWidth(text)));
}

/** The end of `text` in at most `width` columns: of a path, its file name. */
export function clippedLeft(text: string, width: number): string {
  const cells = cellsOf(text);
  if (cellsWidth(cells) <= width) return text;
  let room = width - 1;
  const kept: string[] = [];
  for (const cell of cells.reverse()) {
    room -= cell.width;
    if (room < 0) break;
    kept.unshift(cell.text);
  }
  return `…${kept.join("")}`;
}

/** Lines of at most `width` columns, broken at blanks; a longer word stands on its own line. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && textWidth(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
