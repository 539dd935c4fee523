// The files of one project as documents: what kind each is, whose it is, its text, and what is wrong
// with it. A file that cannot be read is noted and never lost.
import type { ReadingRecord, SkippedFile } from "../model/assessment.js";
import type { Document, DocumentFacts, DocumentKind } from "../model/document.js";
import type { Problem } from "../model/problem.js";
import type { Project } from "../model/project.js";
import { isInside } from "../base/paths.js";
import { findEsphome } from "../facts/esphome.js";
import { kindOf, sniff } from "../facts/kinds.js";
import { isBuildScript } from "../facts/settings/build-commands.js";
import { platformioExtras } from "../facts/platformio.js";
import { discoverProject } from "../facts/projects.js";
import { ownershipOf } from "../facts/vendored.js";
import type { Config } from "../model/config.js";
import { binaryText, isDer } from "./der.js";
import { textOf } from "./contents.js";
import { ownershipPolicy } from "./ownership.js";
import { WHY } from "./policy.js";
import type { FileSource } from "./source.js";

/** A larger file is no marker. */
const LARGEST_MARKER = 256 * 1024;

/** What came of reading one file. */
export interface FileState {
  readonly parse: DocumentFacts["parse"];
  readonly problems: readonly Problem[];
}

const UNREAD: FileState = { parse: "skipped", problems: [] };

export class ProjectFiles {
  readonly source: FileSource;
  readonly project: Project;
  /** Files that the build names, whatever they are called. */
  private readonly named: ReadonlyMap<string, DocumentKind>;
  private readonly states = new Map<string, FileState>();
  private readonly leftOut = new Map<string, string>();

  constructor(source: FileSource, config: Config) {
    this.source = source;
    const texts = new Map<string, string | undefined>();
    const markerText = (path: string): string | undefined => {
      if (!texts.has(path)) texts.set(path, this.markerText(path));
      return texts.get(path);
    };
    const found = discoverProject(source.paths, markerText);
    const policed = ownershipPolicy(found, config, source.paths);
    const given = source.given === undefined ? [] : [source.given];
    this.project = {
      ...policed,
      own: new Set([...(policed.own ?? []), ...given]),
      ignored: new Set(ignoredOf(source)),
    };
    this.named = namedByBuilds(found, source.paths, markerText);
  }

  kindOf(path: string): DocumentKind | undefined {
    return this.named.get(path) ?? kindOf(path);
  }

  /** Vendored and test code makes no findings; it is read only where it defines an asked name. */
  isLeftOut(path: string): boolean {
    const ownership = ownershipOf(this.project, path);
    if (ownership === "product") return false;
    // Where tools lie, lies what builds the product.
    if (ownership === "tool" && isBuildScript(path)) return false;
    const vendored = this.project.vendored.find((v) => isInside(v.folder, path));
    if (vendored !== undefined) this.leftOut.set(`${vendored.folder}/`, vendored.because);
    else if (this.kindOf(path) !== undefined) this.leftOut.set(path, `${ownership} code`);
    return true;
  }

  /** Forgets what was said of a file: it is read again, or gone. */
  forget(path: string): void {
    this.states.delete(path);
    this.leftOut.delete(path);
  }

  /** Undefined where the file is gone, or cannot be read, which is noted. */
  bytesOf(path: string): Uint8Array | undefined {
    const read = this.source.bytes(path);
    if ("bytes" in read) {
      if (this.kindOf(path) !== undefined && !this.states.has(path)) this.states.set(path, UNREAD);
      return read.bytes;
    }
    if (read.problem.message !== "There is no such file.") this.note(path, [read.problem]);
    return undefined;
  }

  /** The bytes of a file that may belong to others, without a word about it. */
  peek(path: string): Uint8Array | undefined {
    const read = this.source.bytes(path);
    return "bytes" in read ? read.bytes : undefined;
  }

  documentOf(path: string, bytes: Uint8Array): Document | undefined {
    if (this.kindOf(path) === "key" && isDer(bytes))
      return { path, kind: "key", text: binaryText(bytes) };
    const { text, problems } = textOf(bytes, path);
    if (this.kindOf(path) !== undefined && problems.length > 0) this.note(path, problems);
    if (text === undefined) return undefined;
    const kind = this.named.get(path) ?? sniff(path, text);
    return kind === undefined ? undefined : { path, kind, text };
  }

  took({ path, parse, problems }: DocumentFacts): void {
    const said = this.states.get(path)?.problems.filter((p) => p.kind === "encoding") ?? [];
    this.states.set(path, { parse, problems: [...said, ...problems] });
  }

  private note(path: string, problems: readonly Problem[]): void {
    this.states.set(path, { ...(this.states.get(path) ?? UNREAD), problems });
  }

  private markerText(path: string): string | undefined {
    const bytes = this.peek(path);
    if (bytes === undefined || bytes.length > LARGEST_MARKER) return undefined;
    return textOf(bytes, path).text;
  }

  state(path: string): FileState | undefined {
    return this.states.get(path);
  }

  problems(): readonly Problem[] {
    return [...this.source.problems, ...[...this.states.values()].flatMap((file) => file.problems)];
  }

  record(): Omit<ReadingRecord, "followed"> {
    const unreadable = new Set(["unreadable", "too-large", "binary"]);
    const skipped: SkippedFile[] = this.problems()
      .filter((p) => unreadable.has(p.kind) && p.path !== "")
      .map((p) => ({ path: p.path, why: p.message }));
    const not = new Set(skipped.map((s) => s.path));
    const files = [...this.states].filter(([path]) => !not.has(path));
    return {
      read: files.length,
      parsed: files.filter(([, file]) => file.parse !== "skipped").length,
      partial: files
        .filter(([, file]) => file.parse === "partial")
        .map(([path]) => path)
        .sort(),
      skipped,
      leftOut: [...this.source.leftOut, ...[...this.leftOut].map(([path, why]) => ({ path, why }))],
      readAnyway: [...(this.source.readAnyway ?? [])]
        .filter(([path]) => this.states.has(path))
        .map(([path, why]) => ({ path, why })),
    };
  }
}

function ignoredOf({ readAnyway = new Map() }: FileSource): string[] {
  return [...readAnyway].flatMap(([path, why]) => (why === WHY.ignoredButRead ? [path] : []));
}

/** Settings layers and INI files under names of their own. */
function namedByBuilds(
  project: Project,
  paths: readonly string[],
  textOfMarker: (path: string) => string | undefined,
): ReadonlyMap<string, DocumentKind> {
  const named = new Map<string, DocumentKind>();
  for (const { sdks, variants } of project.roots)
    for (const layer of variants.flatMap((v) => v.layers))
      if (kindOf(layer) === undefined || layer.endsWith("/sdkconfig.cmake"))
        named.set(layer, sdks.includes("zephyr") ? "kconfig-fragment" : "sdkconfig");
  for (const path of platformioExtras(paths, textOfMarker)) named.set(path, "platformio");
  if (project.roots.some(({ sdks }) => sdks.includes("esphome")))
    for (const path of findEsphome(paths, textOfMarker).named) named.set(path, "esphome");
  return named;
}
