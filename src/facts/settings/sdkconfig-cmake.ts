// ESP-IDF's `build/config/sdkconfig.cmake`: every option that the build knows. What is off, and an empty text,
// is `""` there. `sdkconfig.json` and `sdkconfig.h` beside it say the same, without the prefix or without
// what is off.
import type { Document, DocumentFacts } from "../../model/document.js";
import type { SettingFact } from "../../model/fact.js";
import { linesOf, wholeDocument } from "./reading.js";

const LINE = /^set\((CONFIG_\w+) "((?:[^"\\]|\\.)*)"\)/;

export function readSdkconfigCmake(document: Document): DocumentFacts {
  const facts = linesOf(document.text).flatMap(({ text, start }): SettingFact[] => {
    const match = LINE.exec(text);
    if (match === null) return [];
    const [whole, key = "", written = ""] = match;
    const from = start + whole.length - written.length - 2;
    return [
      {
        word: "setting",
        key,
        value: written === "" ? "n" : written.replaceAll(/\\(.)/g, "$1"),
        quoted: false,
        span: { start, end: start + whole.length },
        valueSpan: { start: from, end: from + written.length },
      },
    ];
  });
  return wholeDocument(document, facts, []);
}
