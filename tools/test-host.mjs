// `npm run test:host [WORDS]`: the tests inside the extension host of a real VS Code, by themselves.
import { runAlone } from "./lib/alone.mjs";
import { runEditorTests } from "./lib/host-rings.mjs";

const grep = process.argv.slice(2).join(" ");
await runAlone("editor", () => runEditorTests(grep || undefined), {
  before: [["tools/build.mjs"]],
});
