// Runs every vector in whatever host this is: `core/tests/vectors/answers.rs` says how, and what the lines come to.

/** The answers to all cases of the files, a line each. Every operation is also called by its method, with an object. */
export function answers(siyu, files) {
  return files.map((file) => answersOf(siyu, file)).join('');
}

/** The answers to all cases of a file. */
export function answersOf(siyu, file) {
  const rulebooks = new Map(
    Object.entries(file.rulebooks || {}).map(([name, rules]) => [name, siyu.Rulebook.parse(JSON.stringify(rules))]),
  );
  const lines = file.cases.map((test) => {
    const rulebook = rulebooks.get(test.rulebook);
    const byText = answer(siyu, () => (rulebook || siyu).callText(file.operation, JSON.stringify(test.input)));
    const byMethod = answer(siyu, () => JSON.stringify(called(siyu, rulebook, file.operation, test.input)));
    // A value has no order of names and no form of numbers but its own, so texts are compared as values say them.
    if (byMethod !== JSON.stringify(JSON.parse(byText))) {
      throw new Error(file.operation + ', ' + test.name + ': the method answers ' + byMethod + ' and the text ' + byText);
    }
    return byText + '\n';
  });
  rulebooks.forEach((rulebook) => rulebook.free());
  return lines.join('');
}

function called(siyu, rulebook, operation, input) {
  if (rulebook === undefined) return siyu.call(operation, input);
  return rulebook[operation.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase())](input);
}

/** The answer, or the refusal as the module tells it. */
function answer(siyu, call) {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof siyu.SiyuError)) throw error;
    return error.json;
  }
}
