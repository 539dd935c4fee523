// Documents for people that say whom to tell about a vulnerability. That there is one is all that is read.
import type { Document, DocumentFacts } from "../../model/document.js";
import { wholeDocument } from "./reading.js";

export function readPolicy(document: Document): DocumentFacts {
  const span = { start: 0, end: 0 };
  const isEmpty = document.text.trim() === "";
  return wholeDocument(
    document,
    isEmpty ? [] : [{ word: "presence", kind: "file", form: "policy", span }],
    [],
  );
}
