// What opens at a `{` that follows a head: a namespace or class that is looked into, a function's
// body, or a type, list or member initialiser. The head is the text of an item up to the bracket.

/** Longer heads are tables or text that is no C; none of them opens a function. */
const LONGEST_HEAD = 1000;

const NAMESPACE = /^(?:inline\s+)?namespace\b[^={}();]*$/;
const LINKAGE = /^extern\s*"C(?:\+\+)?"$/;
const CLASS =
  /^(?:template\s*<.*>\s*)?(?:typedef\s+)?class\b(?:\s+(?:\[\[.*?\]\]|__attribute__\s*\(\(.*?\)\)|alignas\s*\([^)]*\)|[A-Z_0-9]+(?:_API|_EXPORT|_PUBLIC|_VISIBLE)?(?=\s+\w)(?!\s+final\b)))*\s+((?:\w+\s*::\s*)*\w+)(?:\s*<[^{}()=;]*>)?(?:\s+final)?\s*(?::(?!:)[^=;{}]*)?$/s;

/**
 * The classes that `head` puts around what follows; undefined where it opens none and no namespace.
 * A namespace holds plain variables, not members: it has no name here.
 */
export function transparent(head: string): readonly string[] | undefined {
  if (head.length > LONGEST_HEAD) return undefined;
  if (LINKAGE.test(head) || NAMESPACE.test(head)) return [];
  return CLASS.exec(head)?.[1]?.replace(/\s+/g, "").split("::");
}

/** What may stand between a parameter list and the body: qualifiers, attributes, the result's type. */
const BEHIND_PARAMETERS = /^[\s\w&]*(?:->.*)?$/s;
const MEMBERS = /^[\s\w]*:(?!:)/;

/**
 * True where `head` opens a function's body. `open` and `close` are the offsets in it of its first
 * top-level parenthesis, and behind that one's end.
 */
export function opensBody(head: string, open: number, close: number): boolean {
  if (open < 0 || head.length > LONGEST_HEAD || isTypeHead(head.slice(0, open))) return false;
  const behind = head.slice(close);
  if (MEMBERS.test(behind)) return /[)}]$/.test(behind);
  return BEHIND_PARAMETERS.test(behind.replace(/\((?:[^()]|\([^()]*\))*\)/g, ""));
}

const ATTRIBUTE = /^(?:__attribute__|__attribute|alignas|_Alignas|__declspec)$/;

/** `struct __attribute__` or `struct PACKED` before a parenthesis: no function has such a head. */
function isTypeHead(before: string): boolean {
  const words = before
    .replace(/\[\[.*?\]\]/gs, " ")
    .split(/[\s*&]+/)
    .filter((word) => word !== "" && !/^(?:typedef|static|extern|const|volatile)$/.test(word));
  const [first = ""] = words;
  if (!/^(?:struct|union|enum|class)$/.test(first)) return false;
  const named = words.filter((word, i) => !ATTRIBUTE.test(word) && (i === 0 || word !== "class"));
  return named.length <= 2 || ATTRIBUTE.test(words.at(-1) ?? "");
}

const BARE_NAMES = /^\(\s*\w+(?:\s*,\s*\w+)*\s*\)$/;
const DECLARATIONS = /^\s*[A-Za-z_][\w\s*,[\];]*$/;
const MORE_PARAMETERS = /(?:\s*[A-Za-z_][\w\s*,[\]]*;){0,12}\s*\{/y;

/**
 * `int f(a, b) int a; char b; {`: the `;` at `offset` ends a parameter's declaration. The parameter
 * list lies from `open` to `close`.
 */
export function isOldStyle(text: string, open: number, close: number, offset: number): boolean {
  if (open < 0 || close - open > 400 || offset - close > 400) return false;
  MORE_PARAMETERS.lastIndex = offset + 1;
  return (
    DECLARATIONS.test(text.slice(close, offset)) &&
    BARE_NAMES.test(text.slice(open, close)) &&
    MORE_PARAMETERS.test(text)
  );
}
