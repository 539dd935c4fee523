// What git ignores: nested .gitignore files with negation and .git/info/exclude, as git reads them,
// but nothing that git tracks. Without a repository around, .gitignore files hold all the same.
// The user's own global excludes are left aside, so that a reading is the same on every machine.
// Which files an SDK reads whatever git says of them is known here too.
import * as fs from "node:fs";
import nodePath from "node:path";
import ignore from "ignore";
import type { Ignore } from "ignore";
import { nameOf } from "../base/paths.js";
import type { Problem } from "../model/problem.js";
import { readText } from "./files.js";
import { gitFolderOf, trackedIn } from "./git-index.js";

/** The rules that hold in a folder. Immutable: a folder's own ignore file makes new ones. */
export interface IgnoreRules {
  /** A path of the walk becomes one of the repository: so many letters are cut, then the prefix set. */
  readonly cut: number;
  readonly prefix: string;
  readonly matcher: Ignore | undefined;
  /** Files that git tracks, and their folders: it does not ignore them. */
  readonly tracked: () => ReadonlySet<string>;
}

export interface RulesAndProblems {
  readonly rules: IgnoreRules;
  readonly problems: readonly Problem[];
}

const NOTHING: ReadonlySet<string> = new Set();

const NO_RULES: IgnoreRules = { cut: 0, prefix: "", matcher: undefined, tracked: () => NOTHING };

/** The rules of the repository whose top is `folder` of the walk, from its `.git` alone. */
export function rulesOfRepository(folder: string, absolute: string): RulesAndProblems {
  const cut = folder === "" ? 0 : folder.length + 1;
  const gitFolder = gitFolderOf(absolute);
  const rules = { ...NO_RULES, cut, tracked: trackedIn(gitFolder) };
  const excludes = nodePath.join(gitFolder, "info", "exclude");
  if (!fs.existsSync(excludes)) return { rules, problems: [] };
  const path = folder === "" ? ".git/info/exclude" : `${folder}/.git/info/exclude`;
  return withIgnoreFile(rules, folder, excludes, path);
}

/** `path` as the walk has it. An ignored folder must not be walked, as git does not look inside. */
export function isIgnored(rules: IgnoreRules, path: string, isFolder: boolean): boolean {
  if (rules.matcher === undefined) return false;
  const inRepository = rules.prefix + path.slice(rules.cut);
  return (
    rules.matcher.ignores(isFolder ? `${inRepository}/` : inRepository) &&
    !rules.tracked().has(inRepository)
  );
}

/** `rules` and, going before them, those of an ignore file's text in `folder` of the walk. */
function withIgnoreText(rules: IgnoreRules, folder: string, text: string): IgnoreRules {
  const inRepository = (rules.prefix + folder.slice(rules.cut)).replace(/\/$/, "");
  const patterns = patternsFrom(inRepository, text);
  if (patterns.length === 0) return rules;
  // Case counts, as it does where products are built, whatever machine this runs on.
  const matcher = ignore({ ignorecase: false });
  if (rules.matcher !== undefined) matcher.add(rules.matcher);
  return { ...rules, matcher: matcher.add(patterns.join("\n")) };
}

/** A line with more `**` could take minutes on a deep path, so it ignores nothing. */
const MOST_GLOBSTARS = 3;

/**
 * The patterns of an ignore file in `folder`, made to speak from the top of the repository. Only
 * one matcher for all levels lets an inner `!x/` open a folder that an outer file closes.
 */
function patternsFrom(folder: string, text: string): string[] {
  return text
    .split(/\r?\n/)
    .filter((line) => !line.startsWith("#") && !/^!?\/? *$/.test(line))
    .filter((line) => (line.match(/\*\*/g) ?? []).length <= MOST_GLOBSTARS)
    .map((line) => (folder === "" ? line : moved(folder, line)));
}

function moved(folder: string, line: string): string {
  const negation = line.startsWith("!") ? "!" : "";
  const pattern = line.slice(negation.length);
  // A pattern without a slash before its end holds at every depth.
  const anywhere = !pattern.replace(/\/? *$/, "").includes("/");
  const place = folder.replace(/[\\*?[]/g, "\\$&");
  return `${negation}/${place}/${anywhere ? "**/" : ""}${pattern.replace(/^\//, "")}`;
}

const LIMITS = { maxBytes: 1024 * 1024 };

/** `rules` and those of the ignore file `absolute`; unread, it changes nothing and is reported. */
export function withIgnoreFile(
  rules: IgnoreRules,
  folder: string,
  absolute: string,
  path: string,
): RulesAndProblems {
  const { text, problems } = readText(absolute, LIMITS, path);
  return { rules: text === undefined ? rules : withIgnoreText(rules, folder, text), problems };
}

/**
 * The rules of the repository that `top` lies in, from the folders above it. Where they ignore
 * `top` itself they are dropped: what was given to the tool is the product.
 */
export function rulesAbove(top: string): RulesAndProblems {
  const above: string[] = [];
  let root = nodePath.dirname(top);
  while (!fs.existsSync(nodePath.join(root, ".git"))) {
    above.unshift(nodePath.basename(root));
    const parent = nodePath.dirname(root);
    if (parent === root) return { rules: NO_RULES, problems: [] };
    root = parent;
  }
  const problems: Problem[] = [];
  const add = (next: RulesAndProblems): IgnoreRules => {
    problems.push(...next.problems);
    return next.rules;
  };
  let rules = add(rulesOfRepository("", root));
  for (let depth = 0; depth <= above.length; depth++) {
    const folder = above.slice(0, depth);
    const absolute = nodePath.join(root, ...folder, ".gitignore");
    if (!fs.existsSync(absolute)) continue;
    const path = `${"../".repeat(above.length - depth + 1)}.gitignore`;
    rules = add(withIgnoreFile(rules, folder.join("/"), absolute, path));
  }
  const place = [...above, nodePath.basename(top)].join("/");
  if (isIgnored(rules, place, true)) return { rules: NO_RULES, problems };
  return { rules: { ...rules, prefix: `${place}/` }, problems };
}

/**
 * Settings files that an SDK finds by their place, whether or not git keeps them: what they say
 * goes into the product. Often they are ignored because they hold this machine's secrets.
 */
export function isReadBySdk(path: string): boolean {
  const name = nameOf(path);
  return (
    name.startsWith("sdkconfig") ||
    name.endsWith(".conf") ||
    /^platformio.*\.ini$/.test(name) ||
    /partition.*\.csv$/.test(name)
  );
}
