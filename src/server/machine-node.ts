// The machine as Node sees it: files are on disk, and so is what was installed with us.
import * as fs from "node:fs";
import nodePath from "node:path";
import { URI } from "vscode-uri";
import { diskSource } from "../scan/disk-source.js";
import { bookSources, packageFolder } from "../scan/resources.js";
import type { Machine } from "./machine.js";

/** @throws where the package is broken. */
export function nodeMachine(): Machine {
  const packaged = packageFolder();
  return {
    files: diskSource,
    standing: (folder, path) => {
      const stats = fs.statSync(nodePath.join(folder, path), { throwIfNoEntry: false });
      if (stats === undefined) return undefined;
      return stats.isDirectory() ? "folder" : "file";
    },
    text: (folder, path) => {
      const absolute = nodePath.join(folder, path);
      return fs.existsSync(absolute) ? fs.readFileSync(absolute, "utf8") : undefined;
    },
    book: (folder) => bookSources(packaged, folder),
    schema: (name) => {
      const file = nodePath.join(packaged, "rules", "schema", `${name}.schema.json`);
      return fs.readFileSync(file, "utf8");
    },
    installed: (path) => URI.file(nodePath.join(packaged, path)).toString(),
  };
}
