// Key files in DER are binary on purpose: they reach their reader as one character a byte.

/** An ASN.1 SEQUENCE with a long or short length, and no text around it. */
export function isDer(bytes: Uint8Array): boolean {
  return (
    bytes[0] === 0x30 && bytes.length >= 16 && bytes.subarray(0, 64).some((b) => b < 9 || b > 126)
  );
}

export function binaryText(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
