// Which YAML files are ESPHome's: configurations, by their text; what takes one in or is taken in by one, and the
// secrets.yaml beside them, by being named. Nothing is parsed here: a look at the lines is enough, and other YAML
// is everywhere.
import { folderOf, joinPath } from "../base/paths.js";
import { inFolder, type TextOf } from "./folders.js";

export function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

/** Keys of the mapping `esphome:`; other programs have a key of that name too. */
const OWN_KEYS =
  "name|name_add_mac_suffix|friendly_name|comment|area|areas|devices|project|min_version|build_path|" +
  "on_boot|on_loop|on_shutdown|on_update|platform|board|platformio_options|includes|includes_c|libraries|" +
  "debug_scheduler|compile_process_limit|build_flags|environment_variables|<<";
const EMPTY_LINE = String.raw`[ \t]*(?:#[^\n]*)?\r?\n`;
const CONFIGURATION = new RegExp(
  String.raw`^esphome:(?:[ \t]+(?:!include|\{)|${EMPTY_LINE}(?:${EMPTY_LINE})*[ \t]+(?:${OWN_KEYS})[ \t]*:)`,
  "m",
);

/** A device that is all packages has no `esphome:` of its own. */
export function isEsphome(text: string): boolean {
  if (text.includes("esphome:") && CONFIGURATION.test(text)) return true;
  return /^packages:/m.test(text) && /^substitutions:/m.test(text);
}

export interface EsphomeFiles {
  /** Folders of configurations that no other one takes in. */
  readonly folders: ReadonlySet<string>;
  /** What counts by being named. */
  readonly named: ReadonlySet<string>;
}

export function findEsphome(paths: readonly string[], textOf: TextOf): EsphomeFiles {
  const known = new Set(paths);
  const { texts, takers } = configurationsIn(paths, textOf);
  const taken = takenIn(texts, (path) => (known.has(path) ? textOf(path) : undefined));
  const own = [...texts.keys()].filter((path) => takers.has(path) || !taken.has(path));
  const folders = new Set([...texts.keys(), ...taken].map(folderOf));
  const secrets = [...folders].flatMap((folder) =>
    ["secrets.yaml", "secrets.yml"].map((name) => inFolder(folder, name)),
  );
  return {
    folders: new Set(own.map(folderOf)),
    named: new Set([...takers, ...taken, ...secrets.filter((path) => known.has(path))]),
  };
}

interface Texts {
  readonly texts: ReadonlyMap<string, string>;
  /** Those of them that are known by what they take in. */
  readonly takers: ReadonlySet<string>;
}

function configurationsIn(paths: readonly string[], textOf: TextOf): Texts {
  const texts = new Map<string, string>();
  const others: (readonly [path: string, text: string])[] = [];
  for (const path of paths.filter(isYaml)) {
    const text = textOf(path) ?? "";
    if (isEsphome(text)) texts.set(path, text);
    else if (TAKES_IN.test(text)) others.push([path, text]);
  }
  const takers = others.filter((other) => namedIn(...other).some((target) => texts.has(target)));
  return {
    texts: new Map([...texts, ...takers]),
    takers: new Set(takers.map(([path]) => path)),
  };
}

/** All that is taken in, at whatever depth. */
function takenIn(texts: Texts["texts"], textOf: TextOf): ReadonlySet<string> {
  const taken = new Set<string>();
  const waiting = [...texts];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
    for (const path of namedIn(...next)) {
      const text = taken.has(path) ? undefined : textOf(path);
      if (text === undefined) continue;
      taken.add(path);
      if (!texts.has(path)) waiting.push([path, text]);
    }
  return taken;
}

const TAKES_IN = /^(?:packages|<<):/m;
/** `!include a.yaml`, `!include {file: a.yaml}` and the same over several lines. */
const INCLUDE = /!include\s+(?:\{\s*)?(?:file:\s*)?(["']?)([^\s"'{},#]+\.ya?ml)\1/g;

function namedIn(path: string, text: string): string[] {
  return [...text.matchAll(INCLUDE)].map((match) => joinPath(folderOf(path), match[2] ?? ""));
}
