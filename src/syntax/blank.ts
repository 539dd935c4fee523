// Attribute macros stand where the grammar expects none and break declarations; they are blanked at
// equal length before parsing, so that every offset stays true. Literals and comments are left as
// they are, and so is a name that stands where a value does (`= WEAK`, `case UNUSED:`).
import type { Span } from "../base/span.js";
import { blanked } from "./lexical.js";

const ATTRIBUTES = [
  "IRAM_ATTR",
  "DRAM_ATTR",
  "RTC_DATA_ATTR",
  "RTC_NOINIT_ATTR",
  "RTC_RODATA_ATTR",
  "RTC_IRAM_ATTR",
  "RTC_FAST_ATTR",
  "RTC_SLOW_ATTR",
  "EXT_RAM_ATTR",
  "EXT_RAM_BSS_ATTR",
  "EXT_RAM_NOINIT_ATTR",
  "DMA_ATTR",
  "WORD_ALIGNED_ATTR",
  "COREDUMP_DRAM_ATTR",
  "COREDUMP_IRAM_ATTR",
  "ICACHE_RAM_ATTR",
  "ICACHE_FLASH_ATTR",
  "ICACHE_RODATA_ATTR",
  "ICACHE_FLASH",
  "FLASHMEM",
  "FASTRUN",
  "PROGMEM",
  "PGM_P_ATTR",
  "FAR",
  "NOINIT",
  "__weak",
  "__unused",
  "__used",
  "__packed",
  "__noinit",
  "__ramfunc",
  "__RAM_FUNC",
  "__RAMFUNC",
  "RAMFUNC",
  "__in_flash",
  "__not_in_flash_func",
  "__maybe_unused",
  "__must_check",
  "__isr",
  "__syscall",
  "__deprecated",
  "__fallthrough",
  "__always_inline",
  "__noinline",
  "__subsystem",
  "__printf_like",
  "__pinned_func",
  "__BEGIN_DECLS",
  "__END_DECLS",
  "G_BEGIN_DECLS",
  "G_END_DECLS",
  "ALWAYS_INLINE",
  "FORCE_INLINE_ATTR",
  "NOINLINE_ATTR",
  "NOINLINE",
  "WEAK",
  "WEAK_ATTR",
  "STATIC_INLINE",
  "UNUSED",
  "explicit",
  "friend",
] as const;

const NAMES = ATTRIBUTES.join("|");
/** Other projects' own, by their ending, where a type and a name follow. */
const OTHERS = String.raw`[A-Z][A-Z0-9_]*_(?:ATTR(?:IBUTE)?(?:_[A-Z0-9_]+)?|API|EXPORT|PUBLIC|GLOBAL|INLINE)`;
const TYPE_AND_NAME = String.raw`(?=\s+[A-Za-z_][\w:<>]*[\s*&]+[A-Za-z_])`;
const LITERAL = String.raw`"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|\/\/[^\n]*|\/\*[\s\S]*?\*\/`;
const CALLED = String.raw`\b__attribute(?:__)?\s*\(\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)\)|\b__declspec\s*\([^()]*\)`;
const PATTERN = new RegExp(
  String.raw`${LITERAL}|${CALLED}|\b(?:${NAMES})\b(?!\s*\()|\b${OTHERS}\b${TYPE_AND_NAME}`,
  "g",
);
const WANTED = new RegExp(String.raw`\b(?:${NAMES}|__attribute(?:__)?|__declspec|${OTHERS})\b`);

export function blankAttributes(text: string): string {
  if (!WANTED.test(text)) return text;
  return text.replace(PATTERN, (found: string, offset: number) => {
    const first = found.charCodeAt(0);
    if (first === 34 || first === 39 || first === 47) return found;
    if (!found.endsWith(")") && !isAttribute(text, offset, offset + found.length)) return found;
    return found === "STATIC_INLINE" ? "static inline" : blanked(found);
  });
}

/** Where the attributes stand. */
export function attributesIn(text: string): Span[] {
  return [...text.matchAll(PATTERN)].flatMap(({ 0: found, index }) => {
    const at = { start: index, end: index + found.length };
    const isLiteral = /^["'/]/.test(found);
    return !isLiteral && (found.endsWith(")") || isAttribute(text, at.start, at.end)) ? [at] : [];
  });
}

const BEFORE_VALUE = /(?:\b(?:return|case|goto|else|sizeof)|[^\w\s)\]}*&;>])\s*$/;

/** Two names side by side are no expression, so one of them qualifies a declaration. */
function isAttribute(text: string, start: number, end: number): boolean {
  if (/^\s*[\w*~[#]/.test(text.slice(end, end + 40))) return true;
  const before = text.slice(Math.max(0, start - 40), start);
  return /[\w)\]}]\s*$/.test(before) && !BEFORE_VALUE.test(before);
}
