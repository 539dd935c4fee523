// Environments of platformio.ini: what each takes of its own section, of those it extends, of `[env]`
// and of what `${section.key}` refers to, and which flags it takes away again. The first section that
// has a key decides, in PlatformIO's order: own, extended ones from the last, `[env]`.
import type { SettingFact } from "../model/fact.js";
import type { Environment, Profile } from "../model/project.js";
import { isReleaseName, profileOfName, settle } from "./variants.js";

/** Section → key → value. */
type Sections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * `names` are those of all environments, of which one may be empty; `settings` those of a platformio.ini,
 * then of the files that it takes in, which win.
 */
export function environmentsIn(
  names: readonly string[],
  settings: readonly SettingFact[],
): Environment[] {
  const sections = new Map<string, Map<string, string>>();
  for (const { section = "", key, value } of settings) {
    const keys = sections.get(section) ?? new Map<string, string>();
    sections.set(section, keys.set(key, value));
  }
  return [...new Set(names)].map((name) => environmentOf(name, sections));
}

/**
 * By its name and those of the environments that it extends; what runs on this machine is no product,
 * whatever it is called.
 */
function profileOf(
  name: string,
  chain: readonly string[],
  values: ReadonlyMap<string, string>,
): Profile {
  if (values.get("platform")?.trim() === "native") return "ci";
  if (isReleaseName(name)) return "release";
  const profiles = chain.filter((section) => section.startsWith("env:")).map(profileOfName);
  return profiles.find((p) => p === "ci") ?? profiles.find((p) => p !== "release") ?? "release";
}

/** Where nothing else is built, what looks like development ships, as with other variants. */
export function settleEnvironments(environments: readonly Environment[]): Environment[] {
  if (environments.length === 0) return [];
  const settled = settle(environments.map(({ name, profile }) => ({ name, profile, layers: [] })));
  return environments.map((e, i) => ({ ...e, profile: settled[i]?.profile ?? e.profile }));
}

function environmentOf(name: string, sections: Sections): Environment {
  const chain = chainOf(`env:${name}`, sections);
  const takes = new Map<string, string>();
  const values = new Map<string, string>();
  for (const section of chain)
    for (const [key, value] of sections.get(section) ?? []) {
      if (values.has(key)) continue;
      values.set(key, expanded(value, sections));
      takes.set(placeOf(section, key), value);
    }
  follow(takes, sections);
  return {
    name,
    profile: profileOf(name, chain, values),
    takes: new Set(takes.keys()),
    sees: new Set([...chain, ...[...takes.keys()].map(sectionIn)]),
    unflags: new Set(unflagsIn(values.get("build_unflags") ?? "")),
    values,
  };
}

/** Both may have dots, and neither has line breaks. */
function placeOf(section: string, key: string): string {
  return `${section}\n${key}`;
}

function sectionIn(place: string): string {
  return place.slice(0, place.indexOf("\n"));
}

/** Sections in the order in which PlatformIO asks them for a key. */
function chainOf(start: string, sections: Sections): string[] {
  const waiting = ["env", start];
  const done: string[] = [];
  for (let section = waiting.pop(); section !== undefined; section = waiting.pop()) {
    if (done.includes(section)) continue;
    done.push(section);
    waiting.push(...listIn(sections.get(section)?.get("extends") ?? ""));
  }
  return done;
}

function listIn(value: string): string[] {
  return value
    .split(/\n|,/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** Up to the first dot it is the section. */
const REFERENCE = /\$\{([^{}.]+)\.([^{}]+)\}/g;

/** Adds what taken values refer to. */
function follow(takes: Map<string, string>, sections: Sections): void {
  for (const [place, value] of takes)
    for (const [, written = "", name = ""] of value.matchAll(REFERENCE)) {
      const section = written === "this" ? sectionIn(place) : written;
      const key = name.toLowerCase();
      const found = sections.get(section)?.get(key);
      const target = placeOf(section, key);
      if (found !== undefined && !takes.has(target)) takes.set(target, found);
    }
}

/** References resolved, a few deep. */
function expanded(value: string, sections: Sections): string {
  let text = value;
  for (let depth = 0; depth < 8 && text.includes("${"); depth++)
    text = text.replaceAll(REFERENCE, (whole, section: string, key: string) => {
      return sections.get(section)?.get(key.toLowerCase()) ?? whole;
    });
  return text;
}

/** Names of macros whose flags are taken away; one with another value stays. */
function unflagsIn(value: string): string[] {
  return [...value.matchAll(/-D\s*([A-Za-z_]\w*(?:=\S*)?)/g)].map((match) => match[1] ?? "");
}

/** What a fact of an INI file stands in. */
export interface IniPlace {
  readonly section?: string | undefined;
  readonly key?: string | undefined;
  /** Of a flag: its macro, and the value as written. */
  readonly name?: string | undefined;
  readonly written?: string | undefined;
}

/** Names of the environments that ship it; undefined where no environment speaks of its section. */
export function shippingEnvironments(
  environments: readonly Environment[],
  { section, key, name, written }: IniPlace,
): readonly string[] | undefined {
  if (section === undefined || key === undefined) return undefined;
  if (!environments.some(({ sees }) => sees.has(section))) return undefined;
  return environments
    .filter(({ profile, takes }) => profile === "release" && takes.has(placeOf(section, key)))
    .filter(({ unflags }) => name === undefined || !isTakenAway(unflags, name, written))
    .map((e) => e.name);
}

function isTakenAway(
  unflags: ReadonlySet<string>,
  name: string,
  written: string | undefined,
): boolean {
  return unflags.has(name) || (written !== undefined && unflags.has(`${name}=${written}`));
}
