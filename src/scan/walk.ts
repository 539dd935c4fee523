// Finds the files of a project. Every file that the caller wants ends up in exactly one place: among
// the files, among what was left out with the reason, or in a problem. The order is by code units,
// the same on every machine. Links are followed inside the top only, and a folder is walked once,
// however many links lead to it. Sizes are known, contents are not read.
import * as fs from "node:fs";
import nodePath from "node:path";
import { setImmediate } from "node:timers/promises";
import { compareText } from "../base/collections.js";
import { toSlashes } from "../base/paths.js";
import type { SkippedFile } from "../model/assessment.js";
import type { Problem } from "../model/problem.js";
import { measured, relativeSlashed } from "./admit.js";
import type { WalkedFile } from "./admit.js";
import { unreadable } from "./files.js";
import { buildSelection } from "./globs.js";
import type { Selection } from "./globs.js";
import {
  isIgnored,
  isReadBySdk,
  rulesAbove,
  rulesOfRepository,
  withIgnoreFile,
} from "./ignore-files.js";
import type { IgnoreRules, RulesAndProblems } from "./ignore-files.js";
import { BUILT, WHY, isBuildOutput, isUnmentioned, reasonOfPlace } from "./policy.js";
import type { Stand } from "./policy.js";

export type { WalkedFile } from "./admit.js";

export interface WalkOptions {
  /** Whether there is a reader for a file, by its path. Nothing is said of files that aren't wanted. */
  readonly wants: (path: string) => boolean;
  /** Globs, see globs.ts. No `include` means everything. */
  readonly include?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
  readonly maxBytes?: number | undefined;
}

export interface WalkResult {
  readonly files: readonly WalkedFile[];
  readonly problems: readonly Problem[];
  /** Wanted files, and folders whole, that policy keeps out; and links that lead nowhere useful. */
  readonly leftOut: readonly SkippedFile[];
}

/** `top` is a folder, or a single file, which is then read whatever policy says. */
export async function walk(top: string, options: WalkOptions): Promise<WalkResult> {
  const absolute = nodePath.resolve(top);
  const state = begin(options);
  let realTop: string;
  let isFolder: boolean;
  try {
    realTop = fs.realpathSync(absolute);
    isFolder = fs.statSync(realTop).isDirectory();
  } catch (error) {
    state.problems.push({ ...unreadable(toSlashes(top), error), severity: "error" });
    return inOrder(state);
  }
  if (isFolder) {
    const rules = noted(state, rulesAbove(absolute));
    state.pending.push({ path: "", real: "", absolute, rules, included: false });
    await walkFolders(state, realTop);
  } else {
    const path = nodePath.basename(absolute);
    if (options.wants(path)) take(state, { path, real: path, absolute });
    else leaveOut(state, path, WHY.noReader);
  }
  return inOrder(state);
}

interface Folder extends Stand {
  readonly rules: IgnoreRules;
  /** The configuration includes all of it. */
  readonly included: boolean;
}

interface Link {
  readonly path: string;
  readonly absolute: string;
  readonly from: Folder;
}

interface State {
  readonly options: WalkOptions;
  readonly selection: Selection;
  readonly files: WalkedFile[];
  readonly problems: Problem[];
  readonly leftOut: SkippedFile[];
  readonly pending: Folder[];
  readonly links: Link[];
  /** Real paths of walked folders and of files that were taken. */
  readonly seen: Set<string>;
}

function begin(options: WalkOptions): State {
  const selection = buildSelection(options.include ?? [], options.exclude ?? []);
  const problems = selection.refused.map((message): Problem => ({
    kind: "syntax",
    path: "",
    message,
    severity: "warning",
  }));
  return {
    options,
    selection,
    problems,
    files: [],
    leftOut: [],
    pending: [],
    links: [],
    seen: new Set(),
  };
}

function inOrder({ files, problems, leftOut }: State): WalkResult {
  return {
    files: files.sort(byPath),
    problems: problems.sort(byPath),
    leftOut: leftOut.sort(byPath),
  };
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return compareText(a.path, b.path);
}

/** Other work gets a turn after so many folders: an editor's server must not stand still. */
const FOLDERS_A_TURN = 128;

/** Links wait until all that can be reached without them has been, under its real name. */
async function walkFolders(state: State, realTop: string): Promise<void> {
  await drain(state);
  while (state.links.length > 0) {
    for (const link of state.links.splice(0).sort(byPath)) {
      follow(state, realTop, link);
      await drain(state);
    }
  }
}

async function drain(state: State): Promise<void> {
  let visited = 0;
  for (let folder = state.pending.pop(); folder !== undefined; folder = state.pending.pop()) {
    visit(state, folder);
    if (++visited % FOLDERS_A_TURN === 0) await setImmediate();
  }
}

function visit(state: State, folder: Folder): void {
  if (state.seen.has(folder.real)) return;
  state.seen.add(folder.real);
  let entries: fs.Dirent[];
  try {
    entries = fs.readdirSync(folder.absolute, { withFileTypes: true });
  } catch (error) {
    state.problems.push(unreadable(folder.path, error));
    return;
  }
  const has = (name: string): boolean => entries.some((entry) => entry.name === name);
  if (isBuildOutput(folder.path, has)) {
    leaveOut(state, folder.path, WHY.buildOutput);
    takeBuilt(state, folder);
    return;
  }
  const here = { ...folder, rules: rulesIn(state, folder, entries) };
  for (const entry of entries) visitEntry(state, here, entry);
}

/** A folder's own rules: a repository inside another is not concerned by the outer one's. */
function rulesIn(state: State, folder: Folder, entries: readonly fs.Dirent[]): IgnoreRules {
  const { path, absolute } = folder;
  let rules = folder.rules;
  if (entries.some((entry) => entry.name === ".git")) {
    rules = noted(state, rulesOfRepository(path, absolute));
  }
  // Like git, no .gitignore that is a link.
  if (!entries.some((entry) => entry.name === ".gitignore" && entry.isFile())) return rules;
  const file = nodePath.join(absolute, ".gitignore");
  return noted(state, withIgnoreFile(rules, path, file, below(path, ".gitignore")));
}

function noted(state: State, { rules, problems }: RulesAndProblems): IgnoreRules {
  state.problems.push(...problems);
  return rules;
}

function visitEntry(state: State, folder: Folder, entry: fs.Dirent): void {
  const stand: Stand = {
    path: below(folder.path, entry.name),
    real: below(folder.real, entry.name),
    absolute: below(folder.absolute, entry.name),
  };
  if (entry.isFile()) offerFile(state, folder, stand);
  else if (entry.isDirectory()) offerFolder(state, folder, stand);
  else if (entry.isSymbolicLink()) state.links.push({ ...stand, from: folder });
  else if (state.options.wants(stand.path)) leaveOut(state, stand.path, WHY.notAFile);
}

/** A link to what was reached already, the link's own folder included, adds nothing. */
function follow(state: State, realTop: string, link: Link): void {
  const { path, absolute, from } = link;
  const wanted = state.options.wants(path);
  let realAbsolute: string;
  let stats: fs.Stats;
  try {
    realAbsolute = fs.realpathSync(absolute);
    stats = fs.statSync(realAbsolute);
  } catch (error) {
    if (wanted) state.problems.push(unreadable(path, error));
    else leaveOut(state, path, WHY.leadsNowhere);
    return;
  }
  if (!stats.isDirectory() && !wanted) return;
  const real = relativeSlashed(nodePath, realTop, realAbsolute);
  const stand = { path, real: real ?? "", absolute };
  if (real === undefined) leaveOut(state, path, WHY.leadsOut);
  else if (stats.isFile()) offerFile(state, from, stand);
  else if (!stats.isDirectory()) leaveOut(state, path, WHY.notAFile);
  else if (!state.seen.has(real)) offerFolder(state, from, stand);
}

function offerFolder(state: State, parent: Folder, stand: Stand): void {
  const { path } = stand;
  if (isUnmentioned(stand)) return;
  const included = parent.included || state.selection.includes(path);
  const reason =
    reasonOfPlace(state.selection, stand) ??
    (included || state.selection.mayHold(path) ? undefined : WHY.notIncluded) ??
    (isIgnored(parent.rules, path, true) ? WHY.ignored : undefined);
  if (reason === undefined) state.pending.push({ ...stand, rules: parent.rules, included });
  else leaveOut(state, path, reason);
  if (reason === WHY.ignored && fs.existsSync(below(stand.absolute, "CMakeCache.txt")))
    takeBuilt(state, stand);
}

function offerFile(state: State, folder: Folder, stand: Stand): void {
  const { path } = stand;
  if (!state.options.wants(path) || isUnmentioned(stand)) return;
  const included = folder.included || state.selection.includes(path);
  const reason = reasonOfPlace(state.selection, stand) ?? (included ? undefined : WHY.notIncluded);
  if (reason !== undefined) leaveOut(state, path, reason);
  else if (!isIgnored(folder.rules, path, false)) take(state, stand);
  else if (isReadBySdk(path)) take(state, stand, WHY.ignoredButRead);
  else if (BUILT.includes(nodePath.posix.basename(path))) take(state, stand, WHY.builtWith);
  else leaveOut(state, path, WHY.ignored);
}

/**
 * A file that several names lead to is taken by the first of them, real names first; but settings
 * files mean something by their name, so `sdkconfig` → `sdkconfig.prod` is both.
 */
function take(state: State, stand: Stand, because?: string): void {
  const { path, real, absolute } = stand;
  if (state.seen.has(real) && !isReadBySdk(path)) return;
  state.seen.add(real);
  const admitted = measured(path, absolute, { maxBytes: state.options.maxBytes, because });
  if ("file" in admitted) state.files.push(admitted.file);
  else state.problems.push(admitted.problem);
}

/** Of what a build left behind only its configuration is read. */
function takeBuilt(state: State, folder: Stand): void {
  let entries: fs.Dirent[];
  try {
    entries = fs.readdirSync(folder.absolute, { withFileTypes: true });
  } catch {
    return; // Left out as a whole already.
  }
  const images = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  for (const file of [...BUILT, ...images.map((name) => `${name}/zephyr/.config`)]) {
    const stand: Stand = {
      path: below(folder.path, file),
      real: below(folder.real, file),
      absolute: below(folder.absolute, file),
    };
    if (reasonOfPlace(state.selection, stand) === undefined && fs.existsSync(stand.absolute))
      take(state, stand, WHY.builtWith);
  }
}

function leaveOut(state: State, path: string, why: string): void {
  state.leftOut.push({ path, why });
}

/** Windows takes `/` too. */
function below(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}
