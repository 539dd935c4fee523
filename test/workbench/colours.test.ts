// In each theme the installed extension is there, and settings files have colours: words of different
// kinds stand in spans of different token classes, which the theme gives its colours.
import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import type { Locator } from "playwright-core";
import { inWorkbench, type Theme, THEMES } from "./fixture.js";

const LIMIT_MS = 15_000;

/** A word, on the first line that says `on`. */
interface Word {
  readonly on: string | RegExp;
  readonly word: string;
}

/** The words get colours of their own; a file is first shown in one colour, so it may take a while. */
async function check(editor: Locator, words: readonly Word[]): Promise<void> {
  const until = performance.now() + LIMIT_MS;
  let classes: string[] = [];
  do {
    classes = await Promise.all(words.map((word) => classOf(editor, word)));
    if (new Set(classes).size === words.length) return;
    await wait(100);
  } while (performance.now() < until);
  assert.fail(`not told apart: ${words.map(({ word }, i) => `${word} ${classes[i]}`).join(", ")}`);
}

async function classOf(editor: Locator, { on, word }: Word): Promise<string> {
  const line = editor.locator(".view-line", { hasText: on }).first();
  const span = line.locator("span > span", { hasText: word }).first();
  const names = (await span.getAttribute("class")) ?? "";
  return /\bmtk\d+\b/.exec(names)?.[0] ?? "";
}

for (const theme of Object.keys(THEMES) as Theme[]) {
  describe(`workbench, ${theme}`, () => {
    const workbench = inWorkbench(theme);

    it("colours a sdkconfig", async () => {
      const on = /CONFIG_\w+=y/;
      await check(await workbench().open("sdkconfig.defaults"), [
        { on, word: "CONFIG_" },
        { on, word: "y" },
        { on: /^#/, word: "#" },
      ]);
      await workbench().shot("sdkconfig");
    });

    it("colours a partition table", async () => {
      const on = "encrypted";
      await check(await workbench().open("partitions.csv"), [
        { on, word: "nvs_keys" },
        { on, word: "data" },
        { on, word: "0x11000" },
      ]);
      await workbench().shot("partitions");
    });

    it("colours a Kconfig file", async () => {
      const on = /^\s*config\s/;
      await check(await workbench().open("Kconfig.projbuild"), [
        { on, word: "config" },
        { on, word: "PLUG_" },
        { on: /^\s*int\s/, word: "int" },
        { on: /^\s*int\s/, word: "GPIO" },
      ]);
      await workbench().shot("kconfig");
    });

    it("asks no other machine for anything", () => {
      assert.deepEqual([...workbench().refused], []);
    });
  });
}
