// The lock of the host's install: one at a time, and no dead owner keeps it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { withLock } from "../host/lock.js";
import { removeFolder, tempFolder } from "../host/places.js";

describe("the lock of an install", () => {
  const folder = tempFolder();
  const file = join(folder, "x.lock");
  after(() => removeFolder(folder));

  it("lets one in at a time, and gives what the work gave", async () => {
    const log: string[] = [];
    const work = (name: string) =>
      withLock(file, async () => {
        log.push(`${name} in`);
        await wait(20);
        log.push(`${name} out`);
        return name;
      });
    assert.deepEqual(await Promise.all([work("a"), work("b")]), ["a", "b"]);
    assert.deepEqual(log, ["a in", "a out", "b in", "b out"]);
    assert.deepEqual(fs.readdirSync(folder), []);
  });

  it("is given back where the work throws", async () => {
    await assert.rejects(
      withLock(file, () => Promise.reject(new Error("no"))),
      /no/,
    );
    assert.deepEqual(fs.readdirSync(folder), []);
  });

  it("is taken over from an owner that is gone", async () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    fs.writeFileSync(file, String(pid));
    assert.equal(await withLock(file, () => Promise.resolve("mine")), "mine");
  });
});
