// What VS Code loads to run our tests inside its extension host: `run` loads every *.exthost file
// beside it into mocha and reports each event as one line of JSON, written at once, since the process
// may be ended under it. The same file runs in the server's host and in a desktop VS Code.
import * as fs from "node:fs";
import { join } from "node:path";
import type { SuiteEvent } from "../host/report.js";

const TEST_LIMIT_MS = 60_000;

export async function run(): Promise<void> {
  // Mocha is an ES module, this bundle is not: VS Code loads it with `require`.
  const { default: Mocha } = await import("mocha");
  const grep = process.env["EXTTEST_GREP"] ?? "";
  const mocha = new Mocha({
    timeout: TEST_LIMIT_MS,
    forbidOnly: true,
    ...(grep === "" ? {} : { grep }),
  });
  for (const name of fs.readdirSync(__dirname).sort()) {
    if (name.endsWith(".exthost.cjs")) mocha.addFile(join(__dirname, name));
  }
  await mocha.loadFilesAsync();
  await new Promise<void>((resolve, reject) => {
    mocha
      .run((failed) => (failed > 0 ? reject(new Error(`${failed} failed`)) : resolve()))
      .on("pass", (test) => {
        say({ event: "pass", title: test.fullTitle(), ms: test.duration ?? 0 });
      })
      .on("fail", (test, error: unknown) => {
        const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
        say({ event: "fail", title: test.fullTitle(), stack });
      })
      .on("pending", (test) => say({ event: "skip", title: test.fullTitle() }))
      .on("end", () => say({ event: "end" }));
  });
}

function say(event: SuiteEvent): void {
  const file = process.env["EXTTEST_REPORT"];
  if (file !== undefined) fs.appendFileSync(file, `${JSON.stringify(event)}\n`);
}
