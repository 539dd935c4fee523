// Build variants: what the names of settings files and environments say about who a build is for,
// and the laws that hold for the variants of any root.
import type { Profile, Variant } from "../model/project.js";

const CI =
  /^(?:ci|tests?|testing|unittests?|pytest|fuzz|mock|native.*|qemu.*|posix|bsim|wokwi|simulator|emulator)$/;
const DEVELOPMENT = /^(?:dev|devel|development|dbg|debug.*|.*debug)$/;
const RELEASE = /^(?:rel|release|prod|production)$/;

/** By whole words of the name: `esp32dev` and `devkit` are boards, `esp32-dev` is a build. */
export function profileOfName(name: string): Profile {
  const words = wordsOf(name);
  if (words.some((word) => CI.test(word))) return "ci";
  return words.some((word) => DEVELOPMENT.test(word)) ? "development" : "release";
}

/** The name says that this build is the one to ship, so what has no such name beside it is not. */
export function isReleaseName(name: string): boolean {
  return profileOfName(name) === "release" && wordsOf(name).some((word) => RELEASE.test(word));
}

function wordsOf(name: string): string[] {
  return name.toLowerCase().split(/[^a-z0-9]+/);
}

export const DEFAULT_VARIANT: Variant = { name: "default", profile: "release", layers: [] };

/**
 * Every root has a variant, and at least one that counts as shipped: a lone build is shipped whatever
 * its name, and where nothing else is, the development builds are.
 */
export function settle(variants: readonly Variant[]): Variant[] {
  const [first, ...others] = variants;
  if (first === undefined) return [DEFAULT_VARIANT];
  if (others.length === 0) return [{ ...first, profile: "release" }];
  if (variants.some(({ profile }) => profile === "release")) return [...variants];
  const shipped = variants.some(({ profile }) => profile === "development") ? "development" : "ci";
  return variants.map((v) => (v.profile === shipped ? { ...v, profile: "release" } : v));
}
