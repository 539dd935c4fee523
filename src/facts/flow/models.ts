// Which of the models in rules/flows/ a call or a field falls under, by its name and the type or the
// name of what it is called on.
import type { CallExpr } from "../../model/expr.js";
import type { CallModel, FieldModel, FlowModels } from "../../model/flow-model.js";
import type { Bound } from "../bound.js";
import type { FactIndex } from "../index.js";
import { typeAt } from "../places.js";

interface Modelled {
  readonly index: FactIndex;
  readonly models: FlowModels;
}

export function modelsOf(
  { index, models }: Modelled,
  call: Pick<CallExpr, "callee" | "receiver">,
  at: Bound,
): readonly CallModel[] {
  const all = models.calls.get(call.callee);
  return all?.filter((model) => fitsReceiver(index, model, call.receiver, at)) ?? [];
}

/** `on` names types, `named` variables as their name is usually chosen; without both there is none. */
export function fitsReceiver(
  index: FactIndex,
  { on = [], named = [] }: Pick<CallModel, "on" | "named">,
  receiver: string | undefined,
  at: Bound,
): boolean {
  if (on.length + named.length === 0) return receiver === undefined || receiver === "std";
  if (receiver === undefined) return false;
  if (on.includes("*")) return true;
  const last = receiver.split(/\.|::/).at(-1) ?? "";
  if (named.includes(last)) return true;
  const type = receiver.includes(".") ? undefined : typeAt(index, at, receiver);
  return type !== undefined && on.includes(bare(type));
}

/** `std::unique_ptr<AsyncClient>` → `AsyncClient`, `net::Client` → `Client`. */
function bare(type: string): string {
  return (
    type
      .replace(/^.*<\s*([\w:]+).*$/, "$1")
      .split("::")
      .at(-1) ?? type
  );
}

/** The model of a field of a variable's declared type: `event->data` of an `esp_mqtt_event_handle_t`. */
export function fieldModel(
  { index, models }: Modelled,
  base: string,
  path: string,
  at: Bound,
): FieldModel | undefined {
  if (path === "") return undefined;
  const plain = path.replaceAll("[]", "");
  const named = models.fields.filter(({ fields }) =>
    fields.some((field) => plain === field || plain.endsWith(`.${field}`)),
  );
  if (named.length === 0) return undefined;
  const type = typeAt(index, at, base);
  return type === undefined ? undefined : named.find(({ types }) => types.includes(bare(type)));
}
