// The command line. Each command is a file; this one names them, their arguments and options.
import { Command, CommanderError } from "commander";
import { check } from "./check.js";
import { coverage } from "./coverage.js";
import { explain } from "./explain.js";
import { facts } from "./facts.js";
import { init } from "./init.js";
import { EXIT, UsageError } from "./output.js";
import { listRules } from "./rules.js";
import { toolVersion } from "./session.js";
import { testRules } from "./test.js";

const program = new Command("baseline645")
  .description(
    "Checks IoT firmware against ETSI EN 303 645 and says what is violated, what is seen in code and what is open.",
  )
  .version(toolVersion())
  .exitOverride()
  .showHelpAfterError();

program
  .command("check", { isDefault: true })
  .description("look for what violates a provision")
  .argument("[paths...]", "folders or files", ["."])
  .option("--format <format>", "text, json or sarif", "text")
  .option("-o, --output <file>", "write there instead of to the terminal")
  .option("--evidence <file>", "with sarif: write evidence and questions to a second file")
  .option("--edition <edition>", "2.1.1 or 3.1.3")
  .option("--rule <ids...>", "only these rules")
  .option("--provision <ids...>", "only rules of these provisions")
  .option("--fail-on <level>", "error, warning, note or never: when to exit with 1", "warning")
  .option("--today <date>", "the day that expired acceptances are judged by")
  .option("--stdin-filename <path>", "check the text on standard input as if it were this file")
  .option("--baseline <file>", "hide the findings recorded there")
  .option("--write-baseline", "record all present findings in the baseline file")
  .option("--all", "list findings of low confidence too")
  .option("--suppressed <how>", "with sarif: mark or omit accepted findings", "mark")
  .option("--no-gate", "read every item, not only those that hold a rule's word")
  .option("--full-parse", "parse whole files instead of items")
  .action(check);

program
  .command("coverage")
  .description("every provision: violated, seen in code, attested or open")
  .argument("[path]", "folder or file", ".")
  .option("--format <format>", "text or json", "text")
  .option("-o, --output <file>", "write there instead of to the terminal")
  .option("--edition <edition>", "2.1.1 or 3.1.3")
  .option("--today <date>", "the day that lapsed attestations are judged by")
  .action(coverage);

program
  .command("explain")
  .description("a rule's page, a provision, or why a line has a finding or none")
  .argument("[what]", "a rule or a provision")
  .option("--at <file:line>", "say which rules looked here and what they saw")
  .option("--edition <edition>", "2.1.1 or 3.1.3")
  .option("--format <format>", "text or json", "text")
  .action(explain);

program
  .command("facts")
  .description("what a file says, as the rules see it")
  .argument("<file>", "a source or settings file")
  .option("--format <format>", "text or json", "text")
  .action(facts);

program
  .command("rules")
  .description("list the rules")
  .option("--format <format>", "text or json", "text")
  .option("--provision <ids...>", "only rules of these provisions")
  .action(listRules);

program
  .command("test")
  .description("run the pages of rules")
  .argument("[rules...]", "ids; all where none is given")
  .option("--workspace <folder>", "with the rules of this folder's .baseline645/", ".")
  .action(testRules);

program
  .command("init")
  .description("write a commented .baseline645/config.yaml and product.yaml")
  .argument("[folder]", "the project", ".")
  .action(init);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = failure(error);
}

/** Commander has printed its own message; help and version are no failures. */
function failure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.failed;
  const said = error instanceof Error ? error.message : String(error);
  console.error(`baseline645: ${said}`);
  if (!(error instanceof UsageError) && error instanceof Error) console.error(error.stack);
  return EXIT.failed;
}
