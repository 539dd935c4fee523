import assert from "node:assert/strict";
import { read } from "./settings-show.js";

describe("settings/partitions", () => {
  it("reads the fields of each row, as written", () => {
    const { facts, problems } = read(
      "partitions",
      `# Name,   Type, SubType, Offset,  Size, Flags
nvs,      data, nvs,     0x9000,  24K,
nvs_key,  data, nvs_keys,,        4096, encrypted
factory,  0,    0,       0x10000, 1M
`,
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      facts.map((fact) => fact.replace(/ in <.*$/s, "")),
      [
        "partition.nvs.type = data <data>",
        "partition.nvs.subtype = nvs <nvs>",
        "partition.nvs.offset = 0x9000 <0x9000>",
        "partition.nvs.size = 24K <24K>",
        "partition.nvs.flags =  <>",
        "partition.nvs_key.type = data <data>",
        "partition.nvs_key.subtype = nvs_keys <nvs_keys>",
        "partition.nvs_key.offset =  <>",
        "partition.nvs_key.size = 4096 <4096>",
        "partition.nvs_key.flags = encrypted <encrypted>",
        "partition.factory.type = 0 <0>",
        "partition.factory.subtype = 0 <0>",
        "partition.factory.offset = 0x10000 <0x10000>",
        "partition.factory.size = 1M <1M>",
        "partition.factory.flags =  <>",
      ],
    );
    assert.ok(facts[0]?.endsWith("in <nvs,      data, nvs,     0x9000,  24K,>"));
  });

  it("reports broken rows with their line, repeats no cell, and reads on", () => {
    const { facts, problems } = read(
      "partitions",
      "a, data\r\n, data, nvs, , 4K\r\nb,,nvs,,4K\r\nsecret,hunter22,nvs,,\r\nok,app,ota_0,,1M\r\n",
    );
    assert.equal(facts.length, 5);
    assert.deepEqual(problems, [
      "Line 1: the partition has no subtype.",
      "Line 2: the partition has no name.",
      "Line 3: the partition has no type.",
      "Line 4: the partition has no size.",
    ]);
  });

  it("finds suppressions", () => {
    assert.deepEqual(read("partitions", "  # baseline645: allow demo-rule\n").facts, [
      "ignore baseline645: allow demo-rule <baseline645: allow demo-rule>",
    ]);
  });
});
