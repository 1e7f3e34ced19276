/** Multiplying a number as it was typed, exactly: the result is a fraction, which siyu reads like a decimal. */

/** `percent` hundredths of a number: of "2%" and 150 the fraction "300/10000". `null` where it is no number. */
export function times(number: string, percent: number): string | null {
  const match = /^(\d+)(?:\.(\d{1,6}))?(%?)$/.exec(number) ?? null;
  const fraction = /^(\d+)\/(\d+)$/.exec(number);
  if (fraction !== null) return `${BigInt(fraction[1] ?? 0) * BigInt(percent)}/${BigInt(fraction[2] ?? 1) * 100n}`;
  if (match === null) return null;
  const [, whole = "", decimals = "", sign = ""] = match;
  const scale = 10n ** BigInt(decimals.length) * (sign === "%" ? 100n : 1n) * 100n;
  return reduced(BigInt(whole + decimals) * BigInt(percent), scale);
}

function reduced(numerator: bigint, denominator: bigint): string {
  let [a, b] = [numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  const divisor = a === 0n ? 1n : a;
  return denominator / divisor === 1n ? String(numerator / divisor) : `${numerator / divisor}/${denominator / divisor}`;
}
