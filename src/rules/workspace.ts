// What a project says of itself under `.baseline645/`: how it wants to be checked, and what the product
// is. The files may lie on a disk, in an editor's buffers or on a rule's page; a missing one says nothing.
import type { Product } from "../model/assessment.js";
import { NO_CONFIG, type Config } from "../model/config.js";
import type { Problem } from "../model/problem.js";
import { NO_PRODUCT, readConfig, readProduct } from "./config.js";

export const OWN_FOLDER = ".baseline645";

export interface Workspace {
  readonly config: Config;
  readonly product: Product;
  readonly problems: readonly Problem[];
}

/** By the slashed path from the top; undefined where no such file is. */
export type TextOf = (path: string) => string | undefined;

export function workspaceOf(textOf: TextOf): Workspace {
  const config = readOne("config.yaml", textOf, readConfig);
  const product = readOne("product.yaml", textOf, readProduct);
  return {
    config: config?.config ?? NO_CONFIG,
    product: product?.product ?? NO_PRODUCT,
    problems: [...(config?.problems ?? []), ...(product?.problems ?? [])],
  };
}

function readOne<T>(
  name: string,
  textOf: TextOf,
  reader: (text: string, path: string) => T,
): T | undefined {
  const path = `${OWN_FOLDER}/${name}`;
  const text = textOf(path);
  return text === undefined ? undefined : reader(text, path);
}
