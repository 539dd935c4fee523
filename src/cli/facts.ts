// `facts`: what one file says, as the rules see it. For whoever writes a rule.
import * as fs from "node:fs";
import nodePath from "node:path";
import { rangeOf } from "../facts/bound.js";
import { NO_CONFIG } from "../model/config.js";
import type { Fact } from "../model/fact.js";
import { readProject } from "../scan/read-project.js";
import { loadGrammars } from "../scan/resources.js";
import { diskSource } from "../scan/disk-source.js";
import { deliver, UsageError } from "./output.js";
import { openBook } from "./session.js";

export async function facts(file: string, flags: { readonly format: string }): Promise<void> {
  if (!fs.existsSync(file)) throw new UsageError(`there is no ${file}`);
  const source = await diskSource(file);
  const syntax = await loadGrammars();
  const book = openBook(nodePath.dirname(file));
  const { index, problems } = readProject(source, syntax, { ...book, rules: [] }, NO_CONFIG, {
    noGate: true,
  });
  const listed = [...index.documents()].flatMap(({ document }) =>
    document.items.flatMap((item) =>
      item.facts.map((fact) => ({ at: rangeOf(item, fact.span).start, fact })),
    ),
  );
  if (flags.format === "json") {
    const plain = listed.map(({ at, fact }) => ({
      line: at.line + 1,
      column: at.column + 1,
      ...fact,
    }));
    deliver(JSON.stringify({ schemaVersion: 1, facts: plain, problems }, undefined, 2), undefined);
  } else if (flags.format === "text")
    deliver(
      listed
        .map(({ at, fact }) => `${String(at.line + 1)}:${String(at.column + 1)}\t${shown(fact)}`)
        .join("\n"),
      undefined,
    );
  else throw new UsageError(`unknown format "${flags.format}": use text or json`);
}

/** The word, then its fields without the spans. */
function shown(fact: Fact): string {
  const { word, ...rest } = fact;
  const fields = JSON.stringify(rest, (key, value: unknown) =>
    key.toLowerCase().endsWith("span") ? undefined : value,
  );
  return `${word.padEnd(9)} ${fields}`;
}
