// A syntax tree as plain objects: what facts are read from. It is copied out of the parser in one go
// and holds nothing of it. Anonymous tokens are kept only where they fill a field, as an operator
// does, or where the parser supplied them.

/** Nodes within nodes; what lies deeper reads as broken, so that no reader's stack runs over. */
export const DEEPEST = 500;

/** Names by the numbers that a grammar gives to node types and fields. */
export interface Grammar {
  readonly typeOf: readonly string[];
  readonly isNamed: readonly boolean[];
  readonly fields: readonly (string | null)[];
}

export interface Node {
  readonly type: string;
  readonly isNamed: boolean;
  /** The parser supplied it; it stands nowhere in the text. */
  readonly isMissing: boolean;
  /** UTF-16 offsets into the text that was parsed. */
  readonly startIndex: number;
  readonly endIndex: number;
  readonly text: string;
  readonly parent: Node | null;
  /** The role its parent's grammar rule gives it. */
  readonly field: string | null;
  readonly children: readonly Node[];
  readonly namedChildren: readonly Node[];
  childForFieldName(name: string): Node | null;
  childrenForFieldName(name: string): readonly Node[];
}

/** The type of what the parser, or a copy, could make no sense of. */
export const BROKEN = "ERROR";

const NONE: PlainNode[] = [];

/** A class for its speed alone: a tree has hundreds of thousands of them. */
export class PlainNode implements Node {
  type: string;
  readonly isNamed: boolean;
  readonly isMissing: boolean;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly parent: PlainNode | null;
  children: PlainNode[] = NONE;
  readonly field: string | null;
  private readonly source: string;

  constructor(
    type: string,
    isNamed: boolean,
    isMissing: boolean,
    start: number,
    end: number,
    parent: PlainNode | null,
    field: string | null,
    source: string,
  ) {
    this.type = type;
    this.isNamed = isNamed;
    this.isMissing = isMissing;
    this.startIndex = start;
    this.endIndex = end;
    this.parent = parent;
    this.field = field;
    this.source = source;
  }

  get text(): string {
    return this.source.slice(this.startIndex, this.endIndex);
  }

  get namedChildren(): readonly PlainNode[] {
    const { children } = this;
    return children.every(isNamed) ? children : children.filter(isNamed);
  }

  childForFieldName(name: string): PlainNode | null {
    for (const child of this.children) if (child.field === name) return child;
    return null;
  }

  childrenForFieldName(name: string): readonly PlainNode[] {
    return this.children.filter(({ field }) => field === name);
  }
}

function isNamed(node: PlainNode): boolean {
  return node.isNamed;
}

/** What of the parser's cursor a copy needs. */
export interface Cursor {
  readonly nodeTypeId: number;
  readonly nodeIsMissing: boolean;
  readonly currentFieldId: number;
  readonly startIndex: number;
  readonly endIndex: number;
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
}

/** The tree below `cursor`, asked for node by node. Broken pieces have a number of no name. */
export function copyOf(cursor: Cursor, grammar: Grammar, source: string): PlainNode {
  const make = (parent: PlainNode | null): PlainNode =>
    new PlainNode(
      grammar.typeOf[cursor.nodeTypeId] ?? BROKEN,
      grammar.isNamed[cursor.nodeTypeId] ?? true,
      cursor.nodeIsMissing,
      cursor.startIndex,
      cursor.endIndex,
      parent,
      grammar.fields[cursor.currentFieldId] ?? null,
      source,
    );
  const below = (parent: PlainNode, depth: number): void => {
    if (!cursor.gotoFirstChild()) return;
    parent.children = [];
    do {
      const node = make(parent);
      if (node.isNamed || node.field !== null || node.isMissing) parent.children.push(node);
      if (depth < DEEPEST) below(node, depth + 1);
      else node.type = BROKEN;
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  };
  const root = make(null);
  below(root, 0);
  return root;
}

/** Every node of both, in one line each, for comparing trees. */
export function outline(node: PlainNode): string {
  const own = `${node.field ?? ""}:${node.type}${node.isMissing ? "!" : ""}`;
  const at = `${node.startIndex}-${node.endIndex}`;
  return `(${own} ${at}${node.children.map((child) => ` ${outline(child)}`).join("")})`;
}
