// Text edits on text, as an editor applies them: all ranges speak of the text before, and a place
// behind the end of a line or of the document is the end itself.
import type { Position, TextEdit } from "vscode-languageserver";

/** @throws where edits overlap: a server must not send such. */
export function applied(text: string, edits: readonly TextEdit[]): string {
  const starts = [0, ...[...text.matchAll(/\n/g)].map((newline) => newline.index + 1)];
  const offset = ({ line, character }: Position): number => {
    const start = starts[line];
    if (start === undefined) return text.length;
    const next = starts[line + 1];
    return Math.min(start + character, next === undefined ? text.length : next - 1);
  };
  const placed = edits
    .map(({ range, newText }) => ({ from: offset(range.start), to: offset(range.end), newText }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  let result = "";
  let done = 0;
  for (const { from, to, newText } of placed) {
    if (from < done) throw new Error(`edits overlap at offset ${from}`);
    result += text.slice(done, from) + newText;
    done = to;
  }
  return result + text.slice(done);
}
