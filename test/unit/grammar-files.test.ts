// The grammar files as data: each is what the manifest says it is, every `include` leads somewhere,
// and every scope carries its language's name, by which themes and other extensions find it. Whether
// they colour rightly is tested in VS Code's own engine, in test/workbench.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../../..");
const FOLDER = join(ROOT, "syntaxes");
const LANGUAGES = ["kconfig", "partitions", "sdkconfig"];

/** Roots of scope names that every theme colours. */
const COLOURED =
  /^(comment|constant|entity|keyword|meta|punctuation|storage|string|support|variable)\./;

interface Pattern {
  readonly name?: string;
  readonly contentName?: string;
  readonly include?: string;
}

interface Grammar extends Pattern {
  readonly scopeName: string;
  readonly repository: Readonly<Record<string, Pattern>>;
}

function read(name: string): unknown {
  return JSON.parse(fs.readFileSync(join(FOLDER, name), "utf8"));
}

/** Every object in it that is a pattern or a capture, the grammar itself left out. */
function* patternsOf(node: unknown): Generator<Pattern> {
  if (typeof node !== "object" || node === null) return;
  for (const child of Object.values(node as Record<string, unknown>)) {
    if (typeof child === "object" && child !== null && !Array.isArray(child)) yield child;
    yield* patternsOf(child);
  }
}

describe("grammar files", () => {
  it("are a grammar and a language configuration for each language, and nothing else", () => {
    const expected = LANGUAGES.flatMap((language) => [
      `${language}.language-configuration.json`,
      `${language}.tmLanguage.json`,
    ]);
    assert.deepEqual(fs.readdirSync(FOLDER).sort(), expected);
  });

  for (const language of LANGUAGES) {
    describe(language, () => {
      const grammar = read(`${language}.tmLanguage.json`) as Grammar;
      const patterns = [...patternsOf(grammar)];

      it("includes only what it holds", () => {
        const included = patterns.flatMap(({ include }) => include ?? []);
        assert.ok(included.length > 0);
        const missing = included.filter((name) => !(name.replace(/^#/, "") in grammar.repository));
        assert.deepEqual(missing, []);
      });

      it("holds nothing that is not included", () => {
        const included = new Set(patterns.map(({ include }) => include));
        const unused = Object.keys(grammar.repository).filter((name) => !included.has(`#${name}`));
        assert.deepEqual(unused, []);
      });

      it("names scopes that themes colour, each with the language's name", () => {
        assert.equal(grammar.scopeName, `source.${language}`);
        const scopes = patterns.flatMap(({ name, contentName }) => [name ?? [], contentName ?? []]);
        const names = scopes.flat();
        assert.ok(names.length > 5);
        const odd = names.filter((s) => !COLOURED.test(s) || !s.endsWith(`.${language}`));
        assert.deepEqual(odd, []);
      });

      it("comments a line with #", () => {
        const { comments } = read(`${language}.language-configuration.json`) as {
          comments: { lineComment: string };
        };
        assert.equal(comments.lineComment, "#");
      });
    });
  }
});
