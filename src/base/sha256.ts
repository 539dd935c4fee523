// SHA-256 (FIPS 180-4) in plain TypeScript: pure, synchronous and the same in Node and in a browser.
// Made for fingerprints and for telling one key from another; it is not fast and keeps no secret
// from timing.

const WORDS = 64;
const { roundConstants: K, initialState: INITIAL } = constants();

/** Lower-case hex of the digest. */
export function sha256(bytes: Uint8Array): string {
  const message = padded(bytes);
  const view = new DataView(message.buffer);
  const state = Uint32Array.from(INITIAL);
  const schedule = new Uint32Array(WORDS);
  for (let block = 0; block < message.length; block += 64) {
    expand(view, block, schedule);
    compress(state, schedule);
  }
  return Array.from(state, (word) => word.toString(16).padStart(8, "0")).join("");
}

/** The digest of the text's UTF-8 form; a lone surrogate counts as U+FFFD. */
export function sha256Text(text: string): string {
  return sha256(new TextEncoder().encode(text));
}

/** The message, a 1 bit, zeros, and the length in bits as 64 bits, to a multiple of 64 bytes. */
function padded(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = Math.ceil((bytes.length + 9) / 64) * 64;
  const message = new Uint8Array(length);
  message.set(bytes);
  message[bytes.length] = 0x80;
  const view = new DataView(message.buffer);
  view.setUint32(length - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(length - 4, (bytes.length * 8) >>> 0);
  return message;
}

function expand(view: DataView, block: number, w: Uint32Array): void {
  for (let t = 0; t < 16; t++) w[t] = view.getUint32(block + t * 4);
  for (let t = 16; t < WORDS; t++) {
    const a = at(w, t - 15);
    const b = at(w, t - 2);
    const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3);
    const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10);
    w[t] = at(w, t - 16) + s0 + at(w, t - 7) + s1;
  }
}

function compress(state: Uint32Array, w: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let t = 0; t < WORDS; t++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = (e & f) ^ (~e & g);
    const t1 = (h + s1 + choice + at(K, t) + at(w, t)) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + s0 + majority) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((value, i) => {
    state[i] = at(state, i) + value;
  });
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** What stands at an index that is known to be inside. */
function at(list: Uint32Array, index: number): number {
  return list[index] ?? 0;
}

/** Fractional bits of the cube roots (rounds) and square roots (state) of the first primes. */
function constants(): { roundConstants: Uint32Array; initialState: Uint32Array } {
  const primes: bigint[] = [];
  for (let n = 2n; primes.length < WORDS; n++) {
    if (primes.every((prime) => n % prime !== 0n)) primes.push(n);
  }
  const fraction = (prime: bigint, power: bigint): number =>
    Number(root(prime << (32n * power), power) & 0xffffffffn);
  return {
    roundConstants: Uint32Array.from(primes, (prime) => fraction(prime, 3n)),
    initialState: Uint32Array.from(primes.slice(0, 8), (prime) => fraction(prime, 2n)),
  };
}

/** The whole part of the `power`-th root. */
function root(value: bigint, power: bigint): bigint {
  let low = 0n;
  let high = 1n << 40n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** power <= value) low = middle;
    else high = middle;
  }
  return low;
}
