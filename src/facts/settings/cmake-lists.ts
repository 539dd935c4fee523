// Lists that a CMakeLists.txt makes of fixed texts. What stands inside `if()` counts too, since its
// condition is decided elsewhere; what stands in functions and macros does not.
import type { Command } from "./cmake-commands.js";

/** The elements of a variable behind the last command: `set` begins anew, `list(APPEND)` goes on. */
export function listIn(commands: readonly Command[], variable: string): string[] {
  let list: readonly string[] = [];
  let inside = 0;
  for (const command of commands) {
    if (/^(?:function|macro)$/.test(command.name)) inside++;
    if (/^end(?:function|macro)$/.test(command.name)) inside--;
    if (inside === 0) list = behind(command, variable, list);
  }
  return [...list];
}

/** What the variable holds behind a command. */
function behind(
  { name, args }: Command,
  variable: string,
  list: readonly string[],
): readonly string[] {
  const [first, second = "", ...rest] = args.map(({ word }) => word.text);
  if (name === "set" && first === variable) return elements([second, ...rest], variable, list);
  if (name !== "list" || second !== variable) return list;
  if (first === "APPEND") return [...list, ...elements(rest)];
  return first === "PREPEND" ? [...elements(rest), ...list] : list;
}

/** `${NAME}` inside its own `set` is what it held before. */
function elements(
  texts: readonly string[],
  variable = "",
  before: readonly string[] = [],
): string[] {
  const cache = texts.indexOf("CACHE");
  const values = cache < 0 ? texts : texts.slice(0, cache);
  return values
    .filter((text) => text !== "PARENT_SCOPE")
    .flatMap((text) => text.split(";"))
    .flatMap((text) => (text === `\${${variable}}` ? before : [text]))
    .filter((text) => text !== "");
}
