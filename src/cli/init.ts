// `init`: writes a commented configuration and product file; never over what is there.
import * as fs from "node:fs";
import nodePath from "node:path";
import writeFileAtomic from "write-file-atomic";
import { UsageError } from "./output.js";

const CONFIG = `# How Baseline 645 checks this project. Everything here is optional.

# Edition of ETSI EN 303 645 to judge by: 3.1.3 or 2.1.1.
# edition: 3.1.3

# rules:
#   off: [ble-weak-pairing]        # not for this product
#   trial: []                      # rules on trial to switch on

# paths:                           # globs from this folder
#   include: []
#   exclude: [docs/**]

# vendored: [components/vendor/**] # someone else's code, beside what markers prove
# own: [lib/**, tests/jig]         # ours, although a marker or the name of a test says otherwise

# levels: { wifi-softap-open: note }

# Findings accepted where a comment cannot live: generated files, JSON, keys.
# accepted:
#   - rule: esp-flash-encryption-dev-mode
#     path: sdkconfig
#     reason: pre-series boards only
#     until: 2027-01-31
#     by: R. Example
`;

const PRODUCT = `# What this product is, for the statement of conformance. Everything here is optional.

# name: Lumo Plug

# Answers to the applicability notes of the standard, by the letters and numbers that
# \`baseline645 explain <provision>\` shows. Unanswered counts as present.
# features: { a: true }

# What a person vouches for because code cannot show it.
# attestations:
#   - provision: 5.2-1
#     claim: met                   # met, not-met or not-applicable
#     because: published at the support page, reviewed each January
#     by: R. Example
#     on: 2026-11-24
#     until: 2027-11-24
#     refs: [docs/security-policy.md]
`;

export function init(folder: string): void {
  if (!fs.existsSync(folder)) throw new UsageError(`there is no folder ${folder}`);
  const own = nodePath.join(folder, ".baseline645");
  fs.mkdirSync(own, { recursive: true });
  for (const [name, text] of [
    ["config.yaml", CONFIG],
    ["product.yaml", PRODUCT],
  ] as const) {
    const path = nodePath.join(own, name);
    if (fs.existsSync(path)) console.log(`kept ${path}: it is there already`);
    else {
      writeFileAtomic.sync(path, text);
      console.log(`wrote ${path}`);
    }
  }
}
