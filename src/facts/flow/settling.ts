// Walks functions, and those that call them again, until nothing that they tell each other changes.
import { sameAnswers, saysMore } from "./answers.js";
import { CLEAN, isData, sameKnowledge } from "./knowledge.js";
import type { Node } from "./nodes.js";
import { walk } from "./run.js";
import type { Walk, World } from "./world.js";

/** A function is walked again when what it calls turns out to return more; not for ever. */
const MOST_WALKS = 5;

/** Gives the functions that were not walked as often as they should have been. */
export function settle(nodes: Iterable<Node>, world: World): readonly Node[] {
  const unsettled: Node[] = [];
  const queue = new Set(nodes);
  for (const node of queue) {
    queue.delete(node);
    if (node.walks++ >= MOST_WALKS) {
      unsettled.push(node);
      continue;
    }
    const before = node.walk;
    node.walk = walk(node.fn, node.bound, world);
    if (before !== undefined && sameSummary(before, node.walk)) continue;
    if (before === undefined && !says(node.walk)) continue;
    for (const caller of node.callers) queue.add(caller);
  }
  return unsettled;
}

function says({ result, outs, answers }: Walk): boolean {
  return isData(result) || outs.size > 0 || answers.some(saysMore);
}

function sameSummary(a: Walk, b: Walk): boolean {
  return (
    sameKnowledge(a.result, b.result) &&
    a.outs.size === b.outs.size &&
    [...a.outs].every(([number, known]) => sameKnowledge(known, b.outs.get(number) ?? CLEAN)) &&
    sameAnswers(a.answers, b.answers)
  );
}
