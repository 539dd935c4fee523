// Text in, text out for discovery: each root on a line, its build variants below it.
import assert from "node:assert/strict";
import { discoverProject } from "../../src/facts/projects.js";
import type { Project } from "../../src/model/project.js";

export type Files = Readonly<Record<string, string>>;

export function discover(files: Files): Project {
  return discoverProject(Object.keys(files), (path) => files[path]);
}

/** Each root on a line, its variants below it. */
export function show(files: Files): string {
  return discover(files)
    .roots.map(({ folder, sdks, variants }) =>
      [
        `${folder === "" ? "." : folder} ${sdks.join("+")}`,
        ...variants.map((v) => `  ${v.name} ${v.profile}: ${v.layers.join(" < ")}`.trimEnd()),
      ].join("\n"),
    )
    .join("\n");
}

export function check(files: Files, expected: string): void {
  const lines = expected.split("\n").slice(1, -1);
  const indent = Math.min(...lines.map((line) => line.search(/\S/)));
  assert.equal(show(files), lines.map((line) => line.slice(indent)).join("\n"));
}

export const IDF = `cmake_minimum_required(VERSION 3.16)
include($ENV{IDF_PATH}/tools/cmake/project.cmake)
project(pump)
`;
export const ZEPHYR = `cmake_minimum_required(VERSION 3.20.0)
find_package(Zephyr REQUIRED HINTS $ENV{ZEPHYR_BASE})
project(pump)
`;
