// What a workspace is: product roots, their SDKs and build variants, and whose code a path is.

export type Sdk =
  | "esp-idf"
  | "arduino"
  | "platformio"
  | "zephyr"
  | "esphome"
  | "freertos"
  | "mbed"
  | "linux"
  | "unknown";

export type Ownership = "product" | "vendored" | "test" | "tool";

export type Profile = "release" | "development" | "ci";

/** One way this root is built: settings files in the order the SDK reads them, last one wins. */
export interface Variant {
  readonly name: string;
  readonly profile: Profile;
  readonly layers: readonly string[];
}

/** One environment of a platformio.ini, with what it inherits: see facts/environments.ts. */
export interface Environment {
  readonly name: string;
  readonly profile: Profile;
  /** Sections and keys of everything that counts in it, a line break between them. */
  readonly takes: ReadonlySet<string>;
  /** Sections that it looks into, whatever it takes of them. */
  readonly sees: ReadonlySet<string>;
  /** Macros that `build_unflags` takes away: `NAME`, or `NAME=value`. */
  readonly unflags: ReadonlySet<string>;
  /** Key → value, references resolved. */
  readonly values: ReadonlyMap<string, string>;
}

export interface ProjectRoot {
  /** Slashed folder relative to what was given to the tool; "" is the top. */
  readonly folder: string;
  readonly sdks: readonly Sdk[];
  readonly variants: readonly Variant[];
  /** Of its platformio.ini, if it has one. */
  readonly environments?: readonly Environment[];
}

export interface Project {
  readonly roots: readonly ProjectRoot[];
  /** Folders that a marker proves to be someone else's, with the marker. */
  readonly vendored: readonly { readonly folder: string; readonly because: string }[];
  /** Files that the configuration calls the product's own, whatever speaks against it. */
  readonly own?: ReadonlySet<string>;
  /** Files that git ignores and that are read all the same: nobody else has them. */
  readonly ignored?: ReadonlySet<string>;
  /** What builds were configured with: nobody writes into these. */
  readonly built?: ReadonlySet<string>;
}
