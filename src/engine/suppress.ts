// Accepted findings. A comment names the rule and the reason and may name an end and a person:
//   // baseline645: ignore mqtt-without-tls until 2027-01-31 by R. Person -- bench network only
// It covers its own line and the next. Without a reason it has no effect; when its day has passed
// the finding comes back loudly; one that covers nothing is reported.
import type { Finding, Suppression } from "../model/finding.js";
import type { Problem } from "../model/problem.js";
import { rangeOf, type Bound } from "../facts/bound.js";
import type { FactIndex } from "../facts/index.js";
import type { AcceptedFinding } from "../model/config.js";
import { globPattern } from "../rules/pattern.js";

const COMMENT =
  /^baseline645:\s*ignore\s+([a-z0-9*][a-z0-9*-]*(?:\s*,\s*[a-z0-9*][a-z0-9*-]*)*)(?:\s+until\s+(\S+))?(?:\s+by\s+(.+?))?(?:\s+--\s*(.*))?$/;

interface Order {
  readonly rules: readonly string[];
  readonly reason: string;
  readonly until?: string;
  readonly who?: string;
  readonly path: string;
  /** Line of the comment, from 0; undefined covers the whole file. */
  readonly line?: number;
  readonly by: "comment" | "config";
  readonly place: Suppression & { readonly by: "comment" | "config" };
}

export interface Suppressed {
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

export function suppress(
  index: FactIndex,
  findings: readonly Finding[],
  accepted: readonly AcceptedFinding[],
  knownRules: ReadonlySet<string>,
  today: string,
): Suppressed {
  const problems: Problem[] = [];
  const orders = [...commentOrders(index, problems, knownRules), ...accepted.map(orderOf)];
  const used = new Set<Order>();
  const result = findings.map((finding) => {
    const order = orders.find((o) => covers(o, finding));
    if (order === undefined) return finding;
    used.add(order);
    if (order.until !== undefined && order.until < today) {
      problems.push(expired(order, finding));
      return finding;
    }
    return { ...finding, suppressed: order.place };
  });
  for (const order of orders) if (!used.has(order)) problems.push(unused(order));
  return { findings: result, problems };
}

function covers(order: Order, finding: Finding): boolean {
  const { path, range } = finding.evidence;
  if (!order.rules.includes(finding.rule) && !order.rules.includes("*")) return false;
  if (order.by === "config") return globPattern([order.path]).test(path);
  const line = order.line ?? 0;
  return order.path === path && (range.start.line === line || range.start.line === line + 1);
}

function* commentOrders(
  index: FactIndex,
  problems: Problem[],
  knownRules: ReadonlySet<string>,
): Iterable<Order> {
  for (const bound of index.find("ignore", "")) {
    const order = readComment(bound, problems, knownRules);
    if (order !== undefined) yield order;
  }
}

function readComment(
  bound: Bound,
  problems: Problem[],
  knownRules: ReadonlySet<string>,
): Order | undefined {
  const { fact, item, source } = bound;
  if (fact.word !== "ignore") return undefined;
  const range = rangeOf(item, fact.span);
  const { path } = source.document;
  const say = (message: string): undefined => {
    problems.push({ kind: "suppression", path, range, message, severity: "warning" });
    return undefined;
  };
  const match = COMMENT.exec(fact.text.trim());
  if (match === null) {
    say(
      "this comment has no effect: write `baseline645: ignore <rule> [until 2027-01-31] [by <name>] -- <reason>`",
    );
    return;
  }
  const [, names = "", until, who, reason = ""] = match;
  if (reason.trim() === "") {
    say("this comment has no effect without a reason: add `-- <reason>`");
    return;
  }
  if (until !== undefined && !isDate(until)) {
    say(`this comment has no effect: "${until}" is no date such as 2027-01-31`);
    return;
  }
  const rules = names.split(",").map((name) => name.trim());
  const stranger = rules.find((rule) => rule !== "*" && !knownRules.has(rule));
  if (stranger !== undefined) {
    say(`there is no rule "${stranger}" to ignore`);
    return;
  }
  const common = {
    reason: reason.trim(),
    ...(until === undefined ? {} : { until }),
    ...(who === undefined ? {} : { who }),
  };
  return {
    ...common,
    rules,
    path,
    line: range.end.line,
    by: "comment",
    place: { by: "comment", ...common, place: { path, range } },
  };
}

function orderOf(accepted: AcceptedFinding): Order {
  const { rule, path, reason, until, by: who, place } = accepted;
  const common = {
    reason,
    ...(until === undefined ? {} : { until }),
    ...(who === undefined ? {} : { who }),
  };
  return {
    ...common,
    rules: [rule],
    path,
    by: "config",
    place: { by: "config", ...common, place },
  };
}

function isDate(text: string): boolean {
  return /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(text);
}

function expired(order: Order, finding: Finding): Problem {
  const { place } = order.place;
  return {
    kind: "suppression",
    path: place.path,
    range: place.range,
    message: `the acceptance of ${finding.rule} ended on ${order.until ?? ""}: renew it with a reason, or mend the finding`,
    severity: "error",
  };
}

function unused(order: Order): Problem {
  const { place } = order.place;
  return {
    kind: "suppression",
    path: place.path,
    range: place.range,
    message: `nothing to ignore here: ${order.rules.join(", ")} found nothing on this line or the next`,
    severity: "warning",
  };
}
