// A run inside VS Code is a pass only where everything says so: its exit code alone is 0 for a killed
// host, a test that ends the process and a suite without tests.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import { removeFolder, tempFolder } from "../host/places.js";
import { judge, readReport, type SuiteEvent } from "../host/report.js";

const PASS: SuiteEvent = { event: "pass", title: "a", ms: 1 };
const FAIL: SuiteEvent = { event: "fail", title: "b", stack: "Error: no" };
const SKIP: SuiteEvent = { event: "skip", title: "c" };
const END: SuiteEvent = { event: "end" };

function check(ended: number | string, events: readonly SuiteEvent[], told: string): void {
  const { status, output, tests } = judge(ended, events, ["noise"]);
  const counts = `${tests?.passed} passed, ${tests?.failed} failed, ${tests?.skipped} skipped`;
  assert.equal([status, counts, output ?? []].flat().join(" | ").replaceAll("\n", " "), told);
}

describe("the verdict on a run inside VS Code", () => {
  it("is a pass where all say so", () => {
    check(0, [PASS, END], "passed | 1 passed, 0 failed, 0 skipped");
  });

  it("tells what was skipped", () => {
    check(0, [PASS, SKIP, END], "passed | 1 passed, 0 failed, 1 skipped | skipped: c");
  });

  it("counts failures, whatever the exit code is", () => {
    const told = "failed | 1 passed, 1 failed, 0 skipped | 1) b Error: no  noise";
    check(1, [PASS, FAIL, END], told);
    check(0, [PASS, FAIL, END], told);
  });

  it("fails a run that was cut off with exit code 0", () => {
    check(0, [PASS], "failed | 1 passed, 1 failed, 0 skipped | the suite was cut off  noise");
  });

  it("fails a suite that never began, or that holds no test", () => {
    const counts = "failed | 0 passed, 1 failed, 0 skipped";
    check(0, [], `${counts} | the suite reported nothing  noise`);
    check(0, [END], `${counts} | no test was run  noise`);
    check(
      0,
      [SKIP, END],
      "failed | 0 passed, 1 failed, 1 skipped | skipped: c  no test was run  noise",
    );
  });

  it("fails a run that did not end, or ended badly after its tests", () => {
    const counts = "failed | 1 passed, 1 failed, 0 skipped";
    check(
      "no result in 9 s",
      [PASS, END],
      `${counts} | the tests did not end: no result in 9 s  noise`,
    );
    check(7, [PASS, END], `${counts} | VS Code ended with 7  noise`);
  });

  it("reads what was written up to the moment the process was killed", () => {
    const folder = tempFolder();
    const file = join(folder, "report.jsonl");
    assert.deepEqual(readReport(file), []);
    fs.writeFileSync(file, `${JSON.stringify(PASS)}\n{"event":"fai`);
    assert.deepEqual(readReport(file), [PASS]);
    removeFolder(folder);
  });
});
