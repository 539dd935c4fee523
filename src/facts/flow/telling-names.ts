// What the names of functions and fields tell of the data in them, where nothing else says it.

const CLEANS =
  /(?<!un)(?:escape|quote)|(?:url|html|base64|percent)_?encod|htmlspecial|sanitiz|basename/i;

/** What it gives has nothing in it any more that could be taken for something else. */
export function isCleaning(callee: string): boolean {
  return CLEANS.test(callee);
}

const ASSERTS =
  /^(?:assert|configASSERT|__ASSERT(?:_NO_MSG)?|ESP_(?:RETURN|GOTO)_ON_FALSE(?:_ISR)?|g_return_(?:val_)?if_fail|g_assert)$/;

/** `ESP_RETURN_ON_FALSE(len < sizeof buf, …)`: it goes on only where that holds. */
export function isAsserting(callee: string): boolean {
  return ASSERTS.test(callee);
}

const MEASURES =
  /^(?:is|has|get)?_?(?:size|length|len|count|empty|null|available|begin|end|equals.*|compare.*|starts.*|ends.*|contains.*|.*indexOf|find.*|free|capacity|bool|valid.*|connected|status.*|code|printTo|flush|stop|close)$/i;

/** What tells of data and holds none of it. */
export function isMeasuring(callee: string): boolean {
  return MEASURES.test(callee);
}

const LENGTH = /(?:len|length|size|count|num)$/i;

/** A place that says how long something beside it is. */
export function isLength(place: string): boolean {
  return LENGTH.test(place);
}
