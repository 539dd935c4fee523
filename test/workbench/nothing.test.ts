// Where there is nothing to judge the extension says so: in a window without a folder, in a folder
// that nothing marks as firmware. And when a window closes, it leaves no process behind.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { inWorkbench, type Theme } from "./fixture.js";
import { SAMPLE_FINDINGS } from "./sample.js";
import { openCoverage, showView, squiggles, waitForFindings } from "./steps.js";

const PLAIN = fs.mkdtempSync(join(os.tmpdir(), "b645-plain-"));
const GETS = `#include <stdio.h>

void read_name(void)
{
    char name[16];
    gets(name);
}
`;

for (const theme of ["light", "dark"] as const satisfies readonly Theme[]) {
  describe(`an empty window (${theme})`, () => {
    const bench = inWorkbench(theme, { folder: null });

    it("is told what to open", async () => {
      const { page, shot } = bench();
      await showView(page);
      const view = page.locator(".sidebar .welcome-view");
      await view.getByText("Open a firmware project to see which provisions").waitFor();
      await view.getByRole("button", { name: "Open Folder" }).waitFor();
      await shot("welcome-empty");
    });
  });

  describe(`a folder that is no firmware (${theme})`, () => {
    before(() => {
      fs.writeFileSync(join(PLAIN, "notes.txt"), "Nothing here.\n");
      fs.writeFileSync(join(PLAIN, "name.c"), GETS);
    });
    const bench = inWorkbench(theme, { folder: PLAIN });

    it("is not read: the view says why", async () => {
      const { page, shot } = bench();
      await showView(page);
      await page
        .locator(".sidebar .welcome-view")
        .getByText("Only open files are looked at, and none is open")
        .waitFor();
      await shot("welcome-plain");
    });

    it("shows findings of open files, and that it is only these", async () => {
      const { page, open, shot } = bench();
      const editor = await open("name.c");
      await squiggles(editor).first().waitFor();
      await page.locator(".statusbar-item", { hasText: "645: 1 finding, open files" }).waitFor();
      await openCoverage(bench());
      await page.locator(".sidebar").getByText("Only open files are looked at").waitFor();
      await page.locator(".sidebar").getByText("all but open files").waitFor();
      await shot("open-files");
    });
  });
}

describe("a closed window", () => {
  const bench = inWorkbench("light");

  it("leaves no language server behind", async function () {
    this.timeout(60_000);
    const { page, serverFolder } = bench();
    await waitForFindings(page, SAMPLE_FINDINGS);
    assert.ok(serversOf(serverFolder).length > 0);
    await page.close();
    for (let i = 0; i < 200 && serversOf(serverFolder).length > 0; i++)
      await new Promise((done) => setTimeout(done, 200));
    assert.deepEqual(serversOf(serverFolder), []);
  });
});

after(() => fs.rmSync(PLAIN, { recursive: true, force: true }));

/** Language servers that run out of that server's extensions. */
function serversOf(serverFolder: string): string[] {
  return fs.readdirSync("/proc").filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    const command = commandOf(pid);
    return command.includes(serverFolder) && command.includes("server.mjs");
  });
}

/** Empty where the process has just ended. */
function commandOf(pid: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error) return "";
    throw error;
  }
}
