import typescript from 'typescript';

/** `it`, `describe.each(…)`, `(mayMount ? describe : describe.skip)`, and ours around them: `describeInBrowser`. */
const isTitled = (callee) => {
  if (typescript.isIdentifier(callee)) return /^(it|test|describe)([A-Z]\w*)?$/.test(callee.text);
  if (typescript.isConditionalExpression(callee)) return isTitled(callee.whenTrue);
  return callee.expression !== undefined && isTitled(callee.expression);
};

/** What is written; what is filled in while it runs is left out. */
const textOf = (node) => {
  if (typescript.isStringLiteralLike(node)) return node.text;
  if (!typescript.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…');
};

/** The titles of a file's tests and groups of tests. */
export const titlesIn = (text) => {
  const titles = [];
  const visit = (node) => {
    const [first] = typescript.isCallExpression(node) && isTitled(node.expression) ? node.arguments : [];
    const title = first && textOf(first);
    if (title !== undefined) titles.push(title);
    typescript.forEachChild(node, visit);
  };
  visit(typescript.createSourceFile('titles.ts', text, typescript.ScriptTarget.Latest));
  return titles;
};
