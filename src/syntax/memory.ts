// Copies a syntax tree out of the parser's memory, without asking the parser node by node, which
// would cost more than parsing did. The layout is that of tree-sitter's subtree.h and language.h on
// 32-bit targets; it is no public interface, so syntax/runtime.ts compares a copy with the parser's
// own answers before it relies on this.
import { BROKEN, DEEPEST, PlainNode, type Grammar } from "./node.js";

/** Offsets in TSLanguage, in bytes. */
const LANGUAGE = {
  maxAliasLength: 36,
  fieldSlices: 64,
  fieldEntries: 68,
  aliasSequences: 84,
} as const;

/** Offsets in SubtreeHeapData, in bytes. */
const HEAP = {
  padding: 4,
  size: 16,
  childCount: 36,
  symbol: 40,
  flags: 44,
  moreFlags: 45,
  productionId: 66,
} as const;

const SUBTREE_BYTES = 8;

/** The memory as numbers, by address; made anew for each tree, since memory moves when it grows. */
class View {
  private readonly bytes: Uint8Array;
  private readonly halves: Uint16Array;
  private readonly words: Uint32Array;

  constructor(buffer: ArrayBufferLike) {
    this.bytes = new Uint8Array(buffer);
    this.halves = new Uint16Array(buffer);
    this.words = new Uint32Array(buffer);
  }

  byte(address: number): number {
    return this.bytes[address] ?? 0;
  }

  half(address: number): number {
    return this.halves[address >> 1] ?? 0;
  }

  word(address: number): number {
    return this.words[address >> 2] ?? 0;
  }
}

/** What stands in one subtree, whether inside its slot or behind a pointer; filled again and again. */
class Subtree {
  visible = false;
  extra = false;
  missing = false;
  symbol = 0;
  padding = 0;
  size = 0;
  childCount = 0;
  /** Behind its children; 0 for a leaf inside its slot. */
  heap = 0;

  fill(view: View, slot: number): void {
    const flags = view.byte(slot);
    if ((flags & 1) === 0) {
      this.follow(view, view.word(slot));
      return;
    }
    this.visible = (flags & 2) !== 0;
    this.extra = (flags & 8) !== 0;
    this.missing = (flags & 32) !== 0;
    this.symbol = view.byte(slot + 1);
    this.padding = view.byte(slot + 6);
    this.size = view.byte(slot + 7);
    this.childCount = 0;
    this.heap = 0;
  }

  private follow(view: View, heap: number): void {
    const flags = view.byte(heap + HEAP.flags);
    this.visible = (flags & 1) !== 0;
    this.extra = (flags & 4) !== 0;
    this.missing = (view.byte(heap + HEAP.moreFlags) & 2) !== 0;
    this.symbol = view.half(heap + HEAP.symbol);
    this.padding = view.word(heap + HEAP.padding);
    this.size = view.word(heap + HEAP.size);
    this.childCount = view.word(heap + HEAP.childCount);
    this.heap = heap;
  }
}

/** What a grammar's rule says of one of its children. */
interface Role {
  readonly alias: number;
  readonly field: number;
}

const NO_ROLE: Role = { alias: 0, field: 0 };

/** Reads the trees of one grammar. */
export class TreeMemory {
  private readonly memory: { readonly buffer: ArrayBufferLike };
  private readonly grammar: Grammar;
  private readonly language: number;
  private readonly roles = new Map<number, Role>();
  private depth = 0;
  private view = new View(new ArrayBuffer(0));
  private source = "";

  constructor(memory: { readonly buffer: ArrayBufferLike }, grammar: Grammar, language: number) {
    this.memory = memory;
    this.grammar = grammar;
    this.language = language;
  }

  /** The tree at address `tree`, which `source` was parsed into. */
  read(tree: number, source: string): PlainNode {
    this.view = new View(this.memory.buffer);
    this.source = source;
    this.depth = 0;
    const root = new Subtree();
    root.fill(this.view, tree);
    const node = this.node(root, root.symbol, root.padding, null, 0);
    this.below(root, root.padding, node, 0);
    return node;
  }

  private node(
    { missing, size, childCount }: Subtree,
    symbol: number,
    start: number,
    parent: PlainNode | null,
    field: number,
  ): PlainNode {
    const node = new PlainNode(
      this.grammar.typeOf[symbol] ?? BROKEN,
      this.grammar.isNamed[symbol] ?? true,
      missing,
      start >> 1,
      (start + size) >> 1,
      parent,
      field === 0 ? null : (this.grammar.fields[field] ?? null),
      this.source,
    );
    if (childCount > 0) node.children = [];
    return node;
  }

  /** What is visible below `of`; hidden subtrees hand their children, and their field, upwards. */
  private below(of: Subtree, start: number, parent: PlainNode, field: number): void {
    const { view } = this;
    const { childCount, heap } = of;
    if (childCount === 0) return;
    if (this.depth >= 2 * DEEPEST) {
      parent.type = BROKEN;
      return;
    }
    this.depth++;
    const production = view.half(heap + HEAP.productionId);
    const child = new Subtree();
    let slot = heap - childCount * SUBTREE_BYTES;
    let position = start;
    let structural = 0;
    for (let i = 0; i < childCount; i++, slot += SUBTREE_BYTES) {
      child.fill(view, slot);
      if (i > 0) position += child.padding;
      const role = child.extra ? NO_ROLE : this.roleOf(production, structural++);
      const next = position + child.size;
      const handed = role.field === 0 && !child.extra ? field : role.field;
      this.child(child, role.alias, position, parent, handed);
      position = next;
    }
    this.depth--;
  }

  private child(
    child: Subtree,
    alias: number,
    position: number,
    parent: PlainNode,
    field: number,
  ): void {
    if (alias === 0 && !child.visible) {
      this.below(child, position, parent, field);
      return;
    }
    const symbol = alias === 0 ? child.symbol : alias;
    if (field === 0 && !child.missing && this.grammar.isNamed[symbol] === false) return;
    const node = this.node(child, symbol, position, parent, field);
    parent.children.push(node);
    this.below(child, position, node, 0);
  }

  private roleOf(production: number, child: number): Role {
    if (production === 0) return NO_ROLE;
    const key = production * 256 + child;
    let role = this.roles.get(key);
    if (role === undefined) {
      role = { alias: this.aliasOf(production, child), field: this.fieldOf(production, child) };
      this.roles.set(key, role);
    }
    return role;
  }

  private aliasOf(production: number, child: number): number {
    const length = this.view.half(this.language + LANGUAGE.maxAliasLength);
    const sequences = this.view.word(this.language + LANGUAGE.aliasSequences);
    return child < length ? this.view.half(sequences + 2 * (production * length + child)) : 0;
  }

  private fieldOf(production: number, child: number): number {
    const { view } = this;
    const slice = view.word(this.language + LANGUAGE.fieldSlices) + production * 4;
    const entries = view.word(this.language + LANGUAGE.fieldEntries);
    const first = entries + view.half(slice) * 4;
    const end = first + view.half(slice + 2) * 4;
    for (let entry = first; entry < end; entry += 4)
      if (view.byte(entry + 2) === child && view.byte(entry + 3) === 0) return view.half(entry);
    return 0;
  }
}
