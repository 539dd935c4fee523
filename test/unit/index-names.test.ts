// By which names the index finds a store: its last field, or its variable where no field has a name.
import assert from "node:assert/strict";
import { indexOf } from "./resolve-show.js";

describe("names of stores", () => {
  const index = indexOf({
    "a.c": "void f(void)\n{\n    token[3] = 7;\n    cfg.sta.password[0] = 1;\n    pin = 2;\n}\n",
  });
  const found = (name: string): number => [...index.find("store", name)].length;

  it("find the element of a plain array by its variable", () => {
    assert.equal(found("token"), 1);
    assert.equal(found(""), 0);
  });

  it("find a field by itself, and a plain variable", () => {
    assert.equal(found("password"), 1);
    assert.equal(found("cfg"), 0);
    assert.equal(found("pin"), 1);
  });
});
