// Attribute macros stand where the grammar expects none and break declarations; they are blanked at
// equal length before parsing, so that every offset stays true.

const ATTRIBUTES = [
  "IRAM_ATTR",
  "DRAM_ATTR",
  "RTC_DATA_ATTR",
  "RTC_NOINIT_ATTR",
  "RTC_RODATA_ATTR",
  "RTC_IRAM_ATTR",
  "EXT_RAM_ATTR",
  "EXT_RAM_BSS_ATTR",
  "DMA_ATTR",
  "WORD_ALIGNED_ATTR",
  "COREDUMP_DRAM_ATTR",
  "ICACHE_RAM_ATTR",
  "ICACHE_FLASH_ATTR",
  "ICACHE_RODATA_ATTR",
  "ICACHE_FLASH",
  "FLASHMEM",
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
  "__in_flash",
  "__not_in_flash_func",
  "__maybe_unused",
  "__must_check",
  "__isr",
  "__syscall",
  "__deprecated",
  "__fallthrough",
  "ALWAYS_INLINE",
  "FORCE_INLINE_ATTR",
  "NOINLINE_ATTR",
  "WEAK",
  "WEAK_ATTR",
  "STATIC_INLINE",
  "UNUSED",
] as const;

const PATTERN = new RegExp(
  `\\b(?:${ATTRIBUTES.join("|")}|__attribute__\\s*\\(\\((?:[^()]|\\([^()]*\\))*\\)\\)|__declspec\\s*\\([^()]*\\))(?!\\s*\\(|\\w)`,
  "g",
);

export function blankAttributes(text: string): string {
  if (!/[A-Z_]{2}/.test(text) || text.startsWith("#")) return text;
  return text.replace(PATTERN, (found) =>
    /^STATIC_INLINE$/.test(found) ? "static inline" : found.replace(/[^\n\r]/g, " "),
  );
}
