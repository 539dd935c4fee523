// `npm run demo`: from a fresh clone to findings. Installs what is missing, builds, checks the sample
// product and shows which provisions its code speaks to. Ends with 0 when the tool could judge.
import { ensure } from "./lib/ensure.mjs";
import { node } from "./lib/run.mjs";

const SAMPLE = "test/sample/plug";

// Exit code 1 means "there are findings", 2 "could not judge". Node also ends with 1 when a program
// crashes, so where findings can't be the reason, 1 isn't accepted.
const STEPS = [
  { args: ["tools/build.mjs"], good: [0] },
  { args: ["dist/cli.mjs", "check", SAMPLE, "--fail-on", "never"], good: [0] },
  { args: ["dist/cli.mjs", "coverage", SAMPLE], good: [0, 1] },
];

await ensure();
for (const { args, good } of STEPS) {
  console.log(`\n$ node ${args.join(" ")}`);
  const { code } = await node(args, { show: true });
  if (!good.includes(code)) {
    console.error(`\ndemo: the command above failed (exit code ${code ?? "none"})`);
    process.exit(1);
  }
}
