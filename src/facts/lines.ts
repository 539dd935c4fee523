// `key = value` and `key: value` lines of small files that are asked one question each. One pass, in
// linear time whatever the text; nothing here understands a format.

/** The first value that is not empty, trimmed. Unless `indented`, keys stand at the line's start. */
export function lineValue(
  text: string,
  keys: readonly string[],
  separator: "=" | ":",
  indented = false,
): string | undefined {
  for (const line of text.split("\n")) {
    const at = line.indexOf(separator);
    if (at < 0) continue;
    const key = indented ? line.slice(0, at).trim() : line.slice(0, at).trimEnd();
    const value = line.slice(at + 1).trim();
    if (value !== "" && keys.includes(key)) return value;
  }
  return undefined;
}
