// Documents and what reading them yields.
import type { Span } from "../base/span.js";
import type { Fact } from "./fact.js";
import type { Problem } from "./problem.js";

/** The kinds of file that a reader exists for; see facts/kinds.ts for which path is which. */
export type DocumentKind =
  | "c"
  | "cpp"
  | "arduino"
  | "header"
  | "sdkconfig"
  | "kconfig-fragment"
  /** Kconfig values of OpenWrt, Buildroot and BusyBox, whose keys mean other things than an RTOS's. */
  | "linux-config"
  | "kconfig"
  | "platformio"
  | "partitions"
  | "manifest"
  /** A configuration of ESPHome, a part of one, or its secrets.yaml. */
  | "esphome"
  | "cmake"
  /** What a build was compiled with, as it left it for editors. */
  | "compile-commands"
  /** A script, a preset or a job that builds: only the options it gives on a command line are read. */
  | "build-commands"
  | "key"
  /** For people: whom to tell about a vulnerability. */
  | "policy";

export interface Document {
  /** Slashed path, relative to the folder given to the tool: the document's identity. */
  readonly path: string;
  readonly kind: DocumentKind;
  readonly text: string;
}

/**
 * A piece of a document that is read on its own: a top-level function, declaration or directive of
 * a C-family file, or a whole settings file. Its facts follow from its text alone.
 */
export interface ItemFacts {
  /** Where the item stands in the document. */
  readonly at: Span;
  /** Line of its first character, from 0, and that character's column. */
  readonly line: number;
  readonly column: number;
  readonly text: string;
  /** Enclosing classes, outermost first. */
  readonly context: readonly string[];
  /** `#if` conditions around the item, outermost first. */
  readonly conditions: readonly string[];
  readonly facts: readonly Fact[];
  /** Part of the item did not parse. */
  readonly partial: boolean;
  /** Its functions have bodies, for flow. */
  readonly deep?: true;
}

export interface DocumentFacts {
  readonly path: string;
  readonly kind: DocumentKind;
  readonly items: readonly ItemFacts[];
  readonly problems: readonly Problem[];
  /** `skipped`: nothing in it concerns any rule, so it was scanned for words and not parsed. */
  readonly parse: "whole" | "partial" | "skipped";
}
