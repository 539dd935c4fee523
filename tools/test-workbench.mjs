// `npm run test:workbench [WORDS]`: the tests that drive a real VS Code in a browser, by themselves.
import { runAlone } from "./lib/alone.mjs";
import { runWorkbenchTests } from "./lib/host-rings.mjs";

const grep = process.argv.slice(2).join(" ");
await runAlone("workbench", () => runWorkbenchTests(grep || undefined), {
  before: [["tools/package.mjs"]],
});
