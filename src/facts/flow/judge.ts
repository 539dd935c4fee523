// What guards ask of the analysis around them.
import type { CallExpr, Expr } from "../../model/expr.js";
import type { CallModel } from "../../model/flow-model.js";
import type { Answer } from "./answers.js";
import type { Knowledge } from "./knowledge.js";
import type { State } from "./state.js";

export interface Judge {
  evaluate(expr: Expr, state: State): Knowledge;
  modelsOf(call: CallExpr): readonly CallModel[];
  /** Of a function of the project: the ways in which it ends. */
  answersOf(call: CallExpr): readonly Answer[];
  numberOf(expr: Expr): number | undefined;
}
