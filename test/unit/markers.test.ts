import assert from "node:assert/strict";
import { kindOf } from "../../src/facts/kinds.js";
import { isMarker } from "../../src/facts/markers.js";
import { UPSTREAM } from "../../src/facts/upstream.js";

describe("markers", () => {
  it("let a walk that keeps readable files and markers see every upstream tree", () => {
    for (const { title, files } of UPSTREAM)
      for (const file of files)
        assert.ok(kindOf(`x/${file}`) !== undefined || isMarker(`x/${file}`), `${title}: ${file}`);
  });

  it("are what discovery asks for", () => {
    const names =
      "Makefile makefile GNUmakefile Makefile.am a/meson.build west.yml x/zephyr/module.yml .gitmodules lib/a/library.json lib/a/library.properties c/idf_component.yml .west/config lib/a/.piopm a.service b.bb mbed_app.json";
    for (const name of names.split(" ")) assert.ok(isMarker(name), name);
    for (const name of ["config", "src/config", "README.md", "main.py", "a.json"])
      assert.ok(!isMarker(name), name);
  });
});
