// One line per check, and the sum at the end, as xtask reads it.

let passed = 0;
let failed = 0;

/** Runs a check, which fails by throwing; what it returns stands behind its name. */
export async function check(name, run) {
  try {
    const remark = await run();
    passed += 1;
    console.log(`${name} ... ok${remark === undefined ? '' : `: ${remark}`}`);
  } catch (error) {
    failed += 1;
    console.log(`${name} ... FAILED: ${(error && error.stack) || error}`);
  }
}

export function closing() {
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0;
}
