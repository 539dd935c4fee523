// `npm run new:rule 5.5-1 mqtt-without-tls`: writes the sentence and the page of a new rule, in the
// folder of its clause, ready to be filled in. It never overwrites.
import * as fs from "node:fs";
import nodePath from "node:path";
import { openBook } from "../src/cli/session.js";
import { packageFolder } from "../src/scan/resources.js";

const [provision = "", id = ""] = process.argv.slice(2);
const { standard } = openBook();
const found = standard.provisions.get(provision);

if (found?.in["3.1.3"] === undefined || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id)) {
  console.error("usage: npm run new:rule <provision of V3.1.3> <id-of-the-flaw>");
  console.error("       npm run new:rule 5.5-1 mqtt-without-tls");
  process.exitCode = 2;
} else scaffold(provision, id, found.clause);

function scaffold(forProvision: string, rule: string, clause: string): void {
  const rules = nodePath.join(packageFolder(), "rules");
  const folders = fs.readdirSync(rules).filter((name) => name.startsWith(`${clause}-`));
  const folder = nodePath.join(rules, folders[0] ?? `${clause}-rules`);
  const files: readonly (readonly [string, string])[] = [
    [`${rule}.yaml`, sentence(forProvision, rule)],
    [`${rule}.md`, page(rule)],
  ];
  fs.mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) {
    const path = nodePath.join(folder, name);
    fs.writeFileSync(path, text, { flag: "wx" });
    console.log(`wrote ${nodePath.relative(process.cwd(), path)}`);
  }
  console.log(`now draw the squiggle, then run: npx baseline645 test ${rule}`);
}

function sentence(forProvision: string, rule: string): string {
  return `# yaml-language-server: $schema=../schema/rule.schema.json
id: ${rule}
provisions: [${forProvision}]
stance: violates        # violates, supports (evidence) or asks
impact: high            # critical, high, medium or low
confidence: high
stage: trial            # stable once it has been read over real projects
message: "One sentence: what is wrong here, and so what."
when:
  - call: name_of_the_function
    arg: { 0: { is: [VALUE] } }
`;
}

function page(rule: string): string {
  return `# What is wrong, as a title

One or two sentences that say what the rule looks for.

## Why it matters

What an attacker gains, or what a user loses.

## Wrong

\`\`\`c main/app.c
void start(void)
{
    name_of_the_function(VALUE);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${rule}
}
\`\`\`

## Right

\`\`\`c main/app.c
void start(void)
{
    name_of_the_function(OTHER);
}
\`\`\`

## Limits

What it does not see.

## When not to heed it

When it is right to accept the finding.
`;
}
