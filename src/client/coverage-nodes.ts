// The nodes of the coverage view and how they hang together. Plain data from the server, grouped and
// filtered; what it looks like is coverage-items.ts's.
import type { CoverageStatus } from "../model/assessment.js";
import type {
  AttestationEntry,
  CoverageSnapshot,
  FindingEntry,
  ProvisionState,
  UnseenFile,
} from "../protocol/coverage.js";
import type { ShownFolder } from "./states.js";

export type Grouping = "clause" | "state";
export type Filter = "all" | "violated" | "open";

export type Node =
  | ({ readonly is: "folder" } & Shown)
  | { readonly is: "clause"; readonly id: string; readonly title: string; readonly of: Provisions }
  | { readonly is: "state"; readonly state: CoverageStatus; readonly of: Provisions }
  | { readonly is: "provision"; readonly provision: ProvisionState }
  | { readonly is: "finding"; readonly finding: FindingEntry; readonly provision: ProvisionState }
  | { readonly is: "more"; readonly count: number }
  | { readonly is: "attestation"; readonly attestation: AttestationEntry }
  | { readonly is: "unseen"; readonly snapshot: CoverageSnapshot; readonly onlyOpen: boolean }
  | { readonly is: "unseen-kind"; readonly kind: UnseenKind; readonly files: readonly UnseenFile[] }
  | { readonly is: "unseen-file"; readonly file: UnseenFile };

export type UnseenKind = "skipped" | "partial" | "leftOut" | "problems";

/** What of a folder is shown. */
type Shown = Pick<ShownFolder, "name" | "snapshot" | "onlyOpen">;

type Provisions = readonly ProvisionState[];

/** From what needs work to what is settled. */
export const STATES: readonly CoverageStatus[] = [
  "violated",
  "disputed",
  "lapsed",
  "open",
  "evidenced",
  "attested",
  "not-applicable",
];

export interface Choice {
  readonly grouping: Grouping;
  readonly filter: Filter;
}

export function rootsOf(folders: readonly Shown[], choice: Choice): Node[] {
  const [only, ...others] = folders;
  if (only === undefined) return [];
  if (others.length === 0) return groupsOf(only, choice);
  return folders.map((folder) => ({ is: "folder", ...folder }));
}

export function childrenOf(node: Node, choice: Choice): Node[] {
  switch (node.is) {
    case "folder":
      return groupsOf(node, choice);
    case "clause":
    case "state":
      return node.of.map((provision) => ({ is: "provision", provision }));
    case "provision":
      return detailsOf(node.provision);
    case "unseen":
      return unseenKinds(node.snapshot);
    case "unseen-kind":
      return node.files.map((file) => ({ is: "unseen-file", file }));
    case "finding":
    case "attestation":
    case "more":
    case "unseen-file":
      return [];
  }
}

function groupsOf({ snapshot, onlyOpen }: Shown, { grouping, filter }: Choice): Node[] {
  const shown = snapshot.provisions.filter(passes(filter));
  const groups: Node[] =
    grouping === "clause"
      ? snapshot.clauses.map(({ id, title }) => ({
          is: "clause",
          id,
          title,
          of: shown.filter((p) => p.clause === id),
        }))
      : STATES.map((state) => ({ is: "state", state, of: shown.filter((p) => p.state === state) }));
  const full = groups.filter((group) => "of" in group && group.of.length > 0);
  return [...full, { is: "unseen", snapshot, onlyOpen }];
}

function passes(filter: Filter): (provision: ProvisionState) => boolean {
  switch (filter) {
    case "all":
      return () => true;
    case "violated":
      return ({ state }) => state === "violated" || state === "disputed" || state === "lapsed";
    case "open":
      return ({ state }) => state === "open";
  }
}

function detailsOf(provision: ProvisionState): Node[] {
  const { findings, attestation, more } = provision;
  return [
    ...(attestation === undefined ? [] : [{ is: "attestation", attestation } as const]),
    ...findings.map((finding) => ({ is: "finding", finding, provision }) as const),
    ...(more === 0 ? [] : [{ is: "more", count: more } as const]),
  ];
}

function unseenKinds({ unseen }: CoverageSnapshot): Node[] {
  const kinds: readonly UnseenKind[] = ["problems", "skipped", "partial", "leftOut"];
  return kinds.flatMap((kind) =>
    unseen[kind].length === 0 ? [] : [{ is: "unseen-kind", kind, files: unseen[kind] } as const],
  );
}
