// What the configuration includes and excludes, as globs on slashed paths. A glob without a slash
// speaks of a name at any depth, one with a slash of a path from the top; a folder that matches
// stands for all it holds. A glob that could make matching slow is refused and reported, since
// configurations come with workspaces that nobody has vouched for.
import picomatch from "picomatch";

export interface Selection {
  /** Asked of the path itself; whether a folder above it is excluded is the caller's to ask. */
  readonly excludes: (path: string) => boolean;
  readonly includes: (path: string) => boolean;
  /** False only where nothing below the folder can be included. */
  readonly mayHold: (folder: string) => boolean;
  /** One sentence a refused glob. */
  readonly refused: readonly string[];
}

export function buildSelection(include: readonly string[], exclude: readonly string[]): Selection {
  const refused: string[] = [];
  const included = include.flatMap((glob) => compile(glob, refused));
  const excluded = exclude.flatMap((glob) => compile(glob, refused));
  // Where every glob of a list was refused nothing is narrowed: reading too much beats silence.
  const takesAll = included.length === 0;
  return {
    excludes: (path) => excluded.some((glob) => glob.matches(path)),
    includes: (path) => takesAll || included.some((glob) => glob.matches(path)),
    mayHold: (folder) => takesAll || included.some((glob) => glob.reaches(folder)),
    refused,
  };
}

interface Glob {
  readonly matches: (path: string) => boolean;
  /** Whether something below the folder may match. */
  readonly reaches: (folder: string) => boolean;
}

function compile(written: string, refused: string[]): Glob[] {
  const glob = written.replace(/^\.?\/+/, "").replace(/\/+$/, "");
  const reason = reasonToRefuse(glob);
  if (reason !== undefined) {
    refused.push(`The pattern ${JSON.stringify(written)} was not used: ${reason}.`);
    return [];
  }
  const anchored = glob.includes("/") || written.startsWith("/");
  const matches = picomatch(glob, {
    basename: !anchored,
    dot: true,
    noext: true,
    nonegate: true,
    windows: false,
  });
  const { base } = picomatch.scan(glob);
  const reaches = (folder: string): boolean =>
    !anchored ||
    base === "" ||
    `${base}/`.startsWith(`${folder}/`) ||
    folder.startsWith(`${base}/`);
  return [{ matches: (path) => matches(path), reaches }];
}

/** Each may multiply the ways in which a path of n letters can be tried by n. */
const MOST_AMBIGUITY = 3;
const LONGEST_GLOB = 1000;

function reasonToRefuse(glob: string): string | undefined {
  if (glob === "") return "it is empty";
  if (glob.length > LONGEST_GLOB) return `it is longer than ${LONGEST_GLOB} characters`;
  if (/[()]/.test(glob)) return "parentheses are not part of a pattern";
  if (ambiguity(glob) > MOST_AMBIGUITY) return "it holds too many wildcards; use ** or split it";
  return undefined;
}

/** Wildcards beyond the first of a part or of the whole: each lets the others stretch. */
function ambiguity(glob: string): number {
  const parts = glob.split("/");
  const globstars = parts.filter((part) => part === "**").length;
  const stretching = parts.map((part) =>
    part === "**" ? 0 : (part.match(/\*+|\+|\{/g) ?? []).length,
  );
  return stretching.reduce(
    (sum, count) => sum + Math.max(0, count - 1),
    Math.max(0, globstars - 1),
  );
}
