// Samples that are right only since something is accepted or answered: without that, they are not. Each
// comment, and each file under `.baseline645/`, is taken away alone.
import assert from "node:assert/strict";
import type { Rule, Sample, SampleFile } from "../../src/model/rule.js";
import { checkPage } from "../../src/scan/page-check.js";
import { loadGrammars, loadRulebook } from "../../src/scan/resources.js";

const { book } = loadRulebook();
assert.ok(book !== undefined);
const whole = book;
const syntax = await loadGrammars();

function faultsOf(rule: Rule, sample: Sample): readonly string[] {
  const page = { ...rule.page, samples: [sample] };
  return checkPage({ ...rule, page }, whole, syntax).flatMap(({ faults }) => faults);
}

/** Each way to leave one of its words of acceptance out. Emptied lines keep the others in their places. */
function* without({ files }: Sample): Iterable<readonly SampleFile[]> {
  for (const file of files) {
    if (file.path.startsWith(".baseline645/")) yield files.filter((other) => other !== file);
    const lines = file.text.split("\n");
    for (const [i, line] of lines.entries())
      if (line.includes("baseline645: ignore")) {
        const text = lines.with(i, "").join("\n");
        yield files.map((other) => (other === file ? { ...file, text } : other));
      }
  }
}

const settled = whole.rules.flatMap((rule) =>
  rule.page.samples.flatMap((sample) =>
    [...without(sample)].map((files) => ({ rule, sample, less: { ...sample, files } })),
  ),
);

describe("samples with an acceptance", () => {
  it("are there", () => {
    assert.ok(settled.length > 10);
  });

  for (const { rule, sample, less } of settled)
    it(`${rule.id}, ${sample.title}: holds with it, and not without`, () => {
      assert.deepEqual(faultsOf(rule, sample), []);
      assert.ok(faultsOf(rule, less).some((fault) => fault.includes("must be silent in it")));
    });
});

describe("a sample's acceptance", () => {
  const rule = whole.rules.find(({ id }) => id === "eol-sdk-version");
  assert.ok(rule !== undefined);
  const config = (path: string, text: string): SampleFile => ({
    path: `.baseline645/${path}`,
    language: "yaml",
    text,
    expected: [],
  });
  const faults = (file: SampleFile): readonly string[] =>
    faultsOf(rule, {
      kind: "right",
      title: "Right",
      line: 0,
      files: [
        {
          path: "platformio.ini",
          language: "ini",
          text: "[env:lamp]\nplatform = espressif32 @ 6.10.0\n",
          expected: [],
        },
        file,
      ],
    });

  it("is a fault where there is nothing to accept", () => {
    const text = "accepted:\n  - { rule: eol-sdk-version, path: platformio.ini, reason: none }\n";
    assert.deepEqual(faults(config("config.yaml", text)), [
      ".baseline645/config.yaml: nothing to ignore here: eol-sdk-version found nothing on this line or the next",
      "nothing of eol-sdk-version is accepted or answered by .baseline645/",
    ]);
  });

  it("is a fault where it cannot be read", () => {
    const [first] = faults(config("config.yaml", "accepted: true\n"));
    assert.match(first ?? "", /^\.baseline645\/config\.yaml: /);
  });

  it("is a fault where it answers nothing", () => {
    assert.deepEqual(faults(config("product.yaml", 'features: { "14": false }\n')), [
      "nothing of eol-sdk-version is accepted or answered by .baseline645/",
    ]);
  });
});
