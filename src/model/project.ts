// What a workspace is: product roots, their SDKs and build variants, and whose code a path is.

export type Sdk =
  "esp-idf" | "arduino" | "platformio" | "zephyr" | "freertos" | "mbed" | "linux" | "unknown";

export type Ownership = "product" | "vendored" | "test" | "tool";

export type Profile = "release" | "development" | "ci";

/** One way this root is built: settings files in the order the SDK reads them, last one wins. */
export interface Variant {
  readonly name: string;
  readonly profile: Profile;
  readonly layers: readonly string[];
}

export interface ProjectRoot {
  /** Slashed folder relative to what was given to the tool; "" is the top. */
  readonly folder: string;
  readonly sdks: readonly Sdk[];
  readonly variants: readonly Variant[];
}

export interface Project {
  readonly roots: readonly ProjectRoot[];
  /** Folders that a marker proves to be someone else's, with the marker. */
  readonly vendored: readonly { readonly folder: string; readonly because: string }[];
}
