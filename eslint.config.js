// What the linter holds the code to. The floors are kept by .dependency-cruiser.cjs, unused code by
// knip; this file has no rule that formats, prettier does that.
import js from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

const EMPTY_CATCH = {
  selector: "CatchClause > BlockStatement[body.length=0]",
  message: "Say what becomes of the error: an empty catch makes a fault look like health.",
};

const NODE_GLOBALS = [
  "AbortSignal",
  "console",
  "performance",
  "process",
  "setTimeout",
  "clearTimeout",
  "URL",
];

export default defineConfig(
  {
    ignores: ["out/", "dist/", "coverage/", ".cache/", "test/sample/", "test/field/"],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    rules: {
      complexity: ["error", { max: 12, variant: "modified" }],
      eqeqeq: "error",
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "no-restricted-syntax": ["error", EMPTY_CATCH],
      "prefer-const": "error",
    },
  },
  {
    files: ["src/**", "test/**", "tools/**"],
    rules: {
      "no-restricted-exports": ["error", { restrictDefaultExports: { direct: true, named: true } }],
    },
  },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // Arrows that call for effect read better on one line.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ["src/**/*.ts"],
    ignores: ["src/cli/**"],
    rules: { "no-console": "error" },
  },
  {
    files: ["**/*.mjs", "*.js"],
    languageOptions: {
      globals: Object.fromEntries(NODE_GLOBALS.map((name) => [name, "readonly"])),
    },
  },
  {
    files: ["**/*.cjs"],
    languageOptions: { sourceType: "commonjs" },
  },
);
