// `coverage`: the table of provisions. It judges nothing by its exit code.
import { FORMATS } from "../report/index.js";
import { checkFiles } from "../scan/check-project.js";
import { deliver, UsageError, wantsColours } from "./output.js";
import { editionOf, openSession, openSource, todayOf } from "./session.js";

interface CoverageFlags {
  readonly format: string;
  readonly output?: string;
  readonly edition?: string;
  readonly today?: string;
}

export async function coverage(path: string, flags: CoverageFlags): Promise<void> {
  const name = flags.format === "text" ? "coverage" : flags.format === "json" ? "json" : undefined;
  const format = name === undefined ? undefined : FORMATS.get(name);
  if (format === undefined)
    throw new UsageError(`unknown format "${flags.format}": use text or json`);
  const session = await openSession(path);
  const source = await openSource(path, session.workspace);
  const edition = editionOf(flags.edition);
  const { assessment } = checkFiles(source, session.syntax, session.book, session.workspace, {
    today: todayOf(flags.today),
    toolVersion: session.version,
    ...(edition === undefined ? {} : { edition }),
  });
  const width = Math.min(process.stdout.columns || 100, 140);
  const options = { colours: wantsColours(flags.output), width };
  deliver(format.render(assessment, session.book.standard, options), flags.output);
}
