// What the server needs from the machine it runs on: a disk, if there is one, and what was installed
// with it. One is made for Node (machine-node.ts), one for a web worker (machine-web.ts).
import type { BookSources } from "../rules/book.js";
import type { FileSource } from "../scan/source.js";
import type { Uri } from "../protocol/places.js";

export interface Machine {
  /** Lists a folder by the rules of a walk; globs as in the configuration. */
  files(
    folder: string,
    globs: { readonly include: readonly string[]; readonly exclude: readonly string[] },
  ): Promise<FileSource>;
  /** What stands at a slashed path of the folder now. */
  standing(folder: string, path: string): "file" | "folder" | undefined;
  /** The text of a file as it is now; undefined where there is none. */
  text(folder: string, path: string): string | undefined;
  /** Our rule book, with the rules that lie in a folder. */
  book(folder?: string): BookSources;
  /** A JSON schema that was installed with us, by its name: `config`, `rule`. */
  schema(name: string): string;
  /** Address of a file that was installed with us, by its slashed path. */
  installed(path: string): Uri;
}
