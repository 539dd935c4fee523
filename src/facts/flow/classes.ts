// Classes of data that are more than names in rules/flows/: those that flow analysis makes itself, and those
// that mean something of their own to it.

/** Pointers that may be null; they stay in their function. */
export const MAYBE_NULL = "maybe-null";

/** Texts that were copied without their end. */
export const CUT_TEXT = "cut-text";

/** Counters that go up and that nothing in the function compares. */
export const GROWTH = "growth";

/** Counters that stop at a number which is data: `for (i = 0; i < len; i++)`. */
export const COUNTER = "counter";

/** What snprintf() returns: how long the text would have been. */
export const WANTED = "wanted-length";

/** What recv() returns. */
export const RECEIVED = "received-length";

/** Descriptors that bytes of the network come out of. */
export const SOCKET = "socket";

/** Numbers from a generator with a small seed. */
export const WEAK_RANDOM = "weak-random";
