// Which file is what: a table of names. A name alone decides nearly always; `sniff` looks at the
// text where names are shared, as `.conf` and `.csv` are.
import { endingOf, folderOf, nameOf } from "../base/paths.js";
import type { DocumentKind } from "../model/document.js";
import { isEsphome, isYaml } from "./esphome.js";
import { givesOptions, isBuildScript } from "./settings/build-commands.js";

interface Row {
  readonly kind: DocumentKind;
  readonly name?: RegExp;
  readonly endings?: readonly string[];
  /** Names that look alike and are something else. */
  readonly but?: RegExp;
}

/** Copies, generated forms and prose beside a settings file. */
const NOT_SETTINGS =
  /\.rename(?:\.|$)|[-_.](?:backup|copy)$|\.(?:old|orig|bak|rej|h|in|json|cmake|py|sh|md|rst|txt|ya?ml|csv|html)$/i;

/** First match counts. */
const TABLE: readonly Row[] = [
  { kind: "c", endings: [".c"] },
  { kind: "cpp", endings: [".cc", ".cpp", ".cxx", ".hpp", ".hh", ".hxx", ".ipp", ".tpp"] },
  { kind: "arduino", endings: [".ino", ".pde"] },
  { kind: "sdkconfig", name: /^sdkconfig(?:$|[._-])/, but: NOT_SETTINGS },
  { kind: "header", endings: [".h"] },
  { kind: "kconfig", name: /^Kconfig(?:$|[._-])/, but: /\.(?:md|rst|txt|py|html|bak|orig)$/i },
  { kind: "cmake", name: /^CMakeLists\.txt$/i },
  { kind: "cmake", endings: [".cmake"] },
  { kind: "compile-commands", name: /^compile_commands\.json$/ },
  { kind: "platformio", name: /^platformio.*\.ini$/i },
  { kind: "partitions", name: /partition.*\.csv$/i },
  { kind: "manifest", name: /^(?:west\.yml|idf_component\.yml|dependencies\.lock)$/ },
  { kind: "kconfig-fragment", name: /^(?:\.config|(?:.+[_.])?defconfig|defconfig\.\w+)$/ },
  {
    kind: "policy",
    name: /^(?:security(?:[-_ ]?policy)?|.*(?:vulnerabilit|disclosure|psirt).*)(?:\.(?:md|txt|rst|adoc))?$/i,
    but: /\.(?:c|h|cc|cpp|hpp|py|js|ts|html)$/i,
  },
  { kind: "key", endings: [".pem", ".key", ".der", ".p8", ".pk8", ".crt", ".cer"] },
];

/** Names and folders that Zephyr's build takes Kconfig fragments from. */
const ZEPHYR_NAME = /^(?:prj.*|overlay.*|sysbuild(?:_.*)?)\.conf$/;
const ZEPHYR_FOLDER = /(?:^|\/)(?:boards|socs|sysbuild|child_image|snippets)(?:\/|$)/;

export function kindOf(path: string): DocumentKind | undefined {
  const name = nameOf(path);
  const ending = endingOf(path);
  for (const row of TABLE) {
    const fits = row.name?.test(name) ?? row.endings?.includes(ending) ?? false;
    if (fits && row.but?.test(name) !== true) return row.kind;
  }
  if (ending !== ".conf") return undefined;
  if (ZEPHYR_NAME.test(name)) return "kconfig-fragment";
  return ZEPHYR_FOLDER.test(folderOf(path)) ? "kconfig-fragment" : undefined;
}

/** The kind by path and text: settles what the path leaves open, and overrules a shared name. */
export function sniff(path: string, text: string): DocumentKind | undefined {
  const kind = kindOf(path);
  if (README.test(nameOf(path))) return REPORTS.test(text) ? "policy" : undefined;
  if (LINUX_NAME.test(nameOf(path)) && isLinuxConfig(path, text)) return "linux-config";
  switch (endingOf(path)) {
    case ".conf":
      return saysKconfig(path, text) ? "kconfig-fragment" : undefined;
    case ".csv":
      if (NVS_HEAD.test(text)) return undefined;
      return kind ?? (PARTITION_HEAD.test(text) ? "partitions" : undefined);
    default:
      return kind ?? toldByText(path, text);
  }
}

function toldByText(path: string, text: string): DocumentKind | undefined {
  if (endingOf(path) === ".ini") return PLATFORMIO_SECTION.test(text) ? "platformio" : undefined;
  if (isBuildScript(path)) return givesOptions(text) ? "build-commands" : undefined;
  return isYaml(path) && isEsphome(text) ? "esphome" : undefined;
}

/** True where `sniff` could say more than `kindOf`. */
export function needsSniffing(path: string): boolean {
  const name = nameOf(path);
  return (
    [".conf", ".csv", ".ini", ".yaml", ".yml"].includes(endingOf(path)) ||
    LINUX_NAME.test(name) ||
    README.test(name) ||
    isBuildScript(path)
  );
}

/** Names under which whole and partial configurations of OpenWrt, Buildroot and BusyBox are kept. */
const LINUX_NAME =
  /^(?:\.config(?:[-_.].+)?|(?:.+[-_.])?(?:diff|def)config|defconfig\.\w+|.+\.(?:config|seed|fragment|buildinfo))$/;
/** Lines that only these three write; BusyBox names its options like an RTOS does, but for their kin. */
const LINUX_LINE =
  /^(?:# )?(?:BR2_\w+|CONFIG_(?:PACKAGE|TARGET_[a-z]|BUSYBOX|FEATURE|INSTALL_APPLET|PKG_(?:CC|RELRO|FORTIFY))[\w.+-]*)(?:=| is not set)/m;

/** Where the name says BusyBox, a fragment may be one line. */
function isLinuxConfig(path: string, text: string): boolean {
  return LINUX_LINE.test(text) || (/busybox/i.test(nameOf(path)) && SETTING_LINE.test(text));
}

const README = /^readme(?:\.(?:md|rst|txt|adoc))?$/i;
/** A README counts where it has such a section, or names such a mailbox. */
const REPORTS =
  /report(?:ing)?\s+(?:a\s+|any\s+)?(?:security\s+)?vulnerabilit|\b(?:security|psirt)@|coordinated\s+(?:vulnerability\s+)?disclosure/i;
const SETTING_LINE = /^[ \t]*(?:# )?(?:SB_)?CONFIG_\w+(?:[ \t]*=| is not set)/m;
const PARTITION_HEAD = /^[ \t]*#[ \t]*Name[ \t]*,[ \t]*Type[ \t]*,[ \t]*SubType\b/im;
/** The contents of a partition, not a table of them. */
const NVS_HEAD = /^[ \t]*key[ \t]*,[ \t]*type[ \t]*,[ \t]*encoding\b/im;
const PLATFORMIO_SECTION = /^\[(?:platformio|env(?::[^\]\n]+)?)\]/m;

/** A fragment may be empty but for comments; it then needs a name that only Zephyr uses. */
function saysKconfig(path: string, text: string): boolean {
  if (SETTING_LINE.test(text)) return true;
  const empty = text.split(/\r?\n|\r/).every((line) => /^\s*(?:#|$)/.test(line));
  return empty && kindOf(path) === "kconfig-fragment";
}
