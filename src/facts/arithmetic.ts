// Arithmetic on constants, as C does it on 32-bit and wider integers, comparisons included; anything else is
// unknown.

type Binary = (a: number, b: number) => number | undefined;

const BINARY: Readonly<Record<string, Binary>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => (b === 0 ? undefined : Math.trunc(a / b)),
  "%": (a, b) => (b === 0 ? undefined : a % b),
  "|": (a, b) => Number(BigInt(a) | BigInt(b)),
  "&": (a, b) => Number(BigInt(a) & BigInt(b)),
  "^": (a, b) => Number(BigInt(a) ^ BigInt(b)),
  "<<": (a, b) => (b < 0 || b > 63 ? undefined : Number(BigInt(a) << BigInt(b))),
  ">>": (a, b) => (b < 0 || b > 63 ? undefined : Number(BigInt(a) >> BigInt(b))),
  "==": (a, b) => Number(a === b),
  "!=": (a, b) => Number(a !== b),
  "<": (a, b) => Number(a < b),
  "<=": (a, b) => Number(a <= b),
  ">": (a, b) => Number(a > b),
  ">=": (a, b) => Number(a >= b),
};

const BITWISE = new Set(["|", "&", "^", "<<", ">>"]);

export function calculate(operator: string, operands: readonly number[]): number | undefined {
  const [a, b] = operands;
  if (a === undefined) return undefined;
  if (b === undefined) return unary(operator, a);
  if (BITWISE.has(operator) && !(Number.isSafeInteger(a) && Number.isSafeInteger(b)))
    return undefined;
  return BINARY[operator]?.(a, b);
}

function unary(operator: string, a: number): number | undefined {
  if (operator === "-") return -a;
  if (operator === "+") return a;
  if (operator === "!") return a === 0 ? 1 : 0;
  return operator === "~" && Number.isSafeInteger(a) ? Number(~BigInt(a)) : undefined;
}
