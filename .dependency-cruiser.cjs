// The floors of the house: what each folder of src/ may import. A folder that is not in this table
// does not pass test/house/floors.test.ts, which also plants an offender for every rule below.

/** Each floor and all that it may see besides itself. Imports go down only. */
const SEES = {
  base: [],
  model: ["base"],
  report: ["model", "base"],
  syntax: ["model", "base"],
  facts: ["syntax", "model", "base"],
  rules: ["model", "base"],
  engine: ["facts", "rules", "model", "base"],
  scan: ["engine", "facts", "rules", "syntax", "model", "base"],
  protocol: ["model", "base"],
  server: ["protocol", "scan", "engine", "rules", "facts", "syntax", "report", "model", "base"],
  cli: ["scan", "engine", "rules", "facts", "syntax", "report", "model", "base"],
  client: ["protocol", "model", "base"],
};

/** Floors that are functions of their arguments: the same code runs in Node and in a web worker. */
const PURE = ["base", "model", "syntax", "facts", "rules", "engine", "report"];

const inside = (floors) => `^src/(${floors.join("|")})/`;
const packageNamed = (names) => `(^|node_modules/)(${names})(/|$)`;

const floorRules = Object.entries(SEES).map(([floor, sees]) => ({
  name: `floor-${floor}`,
  comment: `src/${floor} may import ${sees.length === 0 ? "nothing" : sees.join(", ")} of src.`,
  severity: "error",
  from: { path: inside([floor]) },
  to: { path: "^src/", pathNot: inside([floor, ...sees]) },
}));

module.exports = {
  forbidden: [
    ...floorRules,
    {
      name: "lowest-floors-import-no-packages",
      comment: "The nouns and what they stand on depend on nothing that can change under them.",
      severity: "error",
      from: { path: inside(["base", "model"]) },
      to: { pathNot: "^src/", dependencyTypesNot: ["core"] },
    },
    {
      name: "pure-floors-do-no-io",
      comment: "Files, clocks and processes are the hosts' business: scan, server and cli.",
      severity: "error",
      from: { path: inside(PURE) },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "only-syntax-knows-tree-sitter",
      comment: "Trees are leased by syntax and handed back; what leaves it is plain data.",
      severity: "error",
      from: { path: "^src/", pathNot: inside(["syntax"]) },
      to: { path: packageNamed("web-tree-sitter|tree-sitter|tree-sitter-[^/]+") },
    },
    {
      name: "only-client-knows-vscode",
      comment: "With its types installed, the import of `vscode` resolves to `@types/vscode`.",
      severity: "error",
      from: { path: "^src/", pathNot: inside(["client"]) },
      to: { path: packageNamed("vscode|@types/vscode") },
    },
    {
      name: "src-stands-alone",
      comment: "What ships may not lean on tests, tools or build output.",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(test|tools|out|dist)/" },
    },
    {
      name: "no-development-package-at-run-time",
      comment:
        "A type may come from a development package, a value may not. `vscode` is given by the host.",
      severity: "error",
      from: { path: "^src/" },
      to: {
        dependencyTypes: ["npm-dev"],
        dependencyTypesNot: ["type-only"],
        pathNot: "(^|node_modules/)@types/vscode/",
      },
    },
    {
      name: "no-cycles",
      comment: "Two files that need each other are one file, or hide a third.",
      severity: "error",
      from: { path: "^src/" },
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "types", "default"],
    },
  },
};
