// Places in SARIF: relative, percent-encoded URIs under SRCROOT, regions from 1, and snippets that are
// cut from the masked excerpt, never from the file.
import type { Location, PhysicalLocation, Region } from "sarif";
import { toSlashes } from "../../base/paths.js";
import type { Range } from "../../base/span.js";
import type { Excerpt, Place } from "../../model/finding.js";

export const SOURCE_ROOT = "SRCROOT";

/** A line of generated code can be longer than all the rest of a log. */
const LONGEST_SNIPPET = 2000;

const LONE_SURROGATE = /\p{Cs}/gu;

/** `a b\c:d.c` → `a%20b/c%3Ad.c`: relative whatever the path is, since the root is not ours to tell. */
export function uriOf(path: string): string {
  return toSlashes(path)
    .split("/")
    .filter((part) => part !== "")
    .map((part) => encodeURIComponent(part.replace(LONE_SURROGATE, "\uFFFD")))
    .join("/");
}

export function artifactOf(path: string): { uri: string; uriBaseId: string } {
  return { uri: uriOf(path), uriBaseId: SOURCE_ROOT };
}

export function regionOf({ start, end }: Range): Region {
  return {
    startLine: start.line + 1,
    startColumn: start.column + 1,
    endLine: end.line + 1,
    endColumn: end.column + 1,
  };
}

export function physicalOf(place: Place, excerpt?: Excerpt): PhysicalLocation {
  const region = regionOf(place.range);
  const artifactLocation = artifactOf(place.path);
  if (excerpt === undefined) return { artifactLocation, region };
  const snippet = snippetOf(excerpt, excerpt.marks ?? place.range);
  if (snippet === undefined || snippet.length > LONGEST_SNIPPET) {
    return { artifactLocation, region };
  }
  return {
    artifactLocation,
    region: { ...region, snippet: { text: snippet } },
    ...contextOf(excerpt, snippet),
  };
}

/** What the range holds, masked; nothing where the excerpt leaves out some of its lines. */
function snippetOf(excerpt: Excerpt, { start, end }: Range): string | undefined {
  const first = start.line - excerpt.firstLine;
  const last = end.line - excerpt.firstLine;
  if (first < 0 || last >= excerpt.lines.length) return undefined;
  const lines = excerpt.lines.slice(first, last + 1);
  return lines
    .map((line, i) => {
      const to = i === last - first ? end.column : line.length;
      return line.slice(i === 0 ? start.column : 0, to);
    })
    .join("\n");
}

/** SARIF wants a context only where it is more than the region. */
function contextOf(excerpt: Excerpt, snippet: string): { contextRegion?: Region } {
  const text = excerpt.lines.join("\n");
  if (text === snippet || text.length > LONGEST_SNIPPET) return {};
  const { firstLine, lines } = excerpt;
  return {
    contextRegion: {
      startLine: firstLine + 1,
      endLine: firstLine + lines.length,
      snippet: { text },
    },
  };
}

/** `[x](y)` in a message would be shown as a link, and a message may hold names from strangers' code. */
export function messageOf(text: string): { text: string } {
  return { text: text.replace(/\[(?=[^\]]*\]\()/g, "\\[") };
}

export function locationOf(place: Place, message: string, excerpt?: Excerpt): Location {
  return { physicalLocation: physicalOf(place, excerpt), message: messageOf(message) };
}
