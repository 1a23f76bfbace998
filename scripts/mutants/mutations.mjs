import typescript from 'typescript';

const { SyntaxKind } = typescript;

/** What a reader could have meant instead. */
const operators = new Map([
  [SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [SyntaxKind.LessThanToken, '<='],
  [SyntaxKind.LessThanEqualsToken, '<'],
  [SyntaxKind.GreaterThanToken, '>='],
  [SyntaxKind.GreaterThanEqualsToken, '>'],
  [SyntaxKind.AmpersandAmpersandToken, '||'],
  [SyntaxKind.BarBarToken, '&&'],
  [SyntaxKind.PlusToken, '-'],
  [SyntaxKind.MinusToken, '+'],
  [SyntaxKind.AsteriskToken, '/'],
  [SyntaxKind.SlashToken, '*'],
]);

/** Called without its argument, or as its opposite: the array goes through as it is, or all of it for some. */
const methods = new Map([
  ['filter', undefined],
  ['toSorted', undefined],
  ['slice', undefined],
  ['some', 'every'],
  ['every', 'some'],
]);

const isTextual = (node) => typescript.isStringLiteralLike(node) || typescript.isTemplateExpression(node);

const ofBinary = ({ left, operatorToken, right }) => {
  const operator = operators.get(operatorToken.kind);
  const joinsText = operatorToken.kind === SyntaxKind.PlusToken && (isTextual(left) || isTextual(right));
  if (operator !== undefined && !joinsText) return [[operatorToken, operator]];
  return [];
};

/** In brackets: without, it may not stand beside its like. */
const ofNullish = (node) => [[node, `((${node.left.getText()}) && (${node.right.getText()}))`]];

const ofCall = (node) => {
  const callee = node.expression;
  if (!typescript.isPropertyAccessExpression(callee) || !methods.has(callee.name.text)) return [];
  const other = methods.get(callee.name.text);
  return other === undefined ? [[node, callee.expression.getText()]] : [[callee.name, other]];
};

/** A condition that always, or never, holds. */
const ofCondition = (condition) =>
  condition.kind === SyntaxKind.TrueKeyword || condition.kind === SyntaxKind.FalseKeyword
    ? []
    : [
        [condition, 'true'],
        [condition, 'false'],
      ];

/** Where tests kill a process: nothing by itself. */
const isFailpoint = ({ expression }) => /^(await )?failpoint\(/.test(expression.getText());

/** What is done is left out; `const` and `return` stay, since what is left would not even load. */
const isDeed = (node) =>
  typescript.isThrowStatement(node) || (typescript.isExpressionStatement(node) && !isFailpoint(node));

const mutationsOf = (node) => {
  if (typescript.isIfStatement(node)) return ofCondition(node.expression);
  if (typescript.isConditionalExpression(node)) return ofCondition(node.condition);
  if (typescript.isBinaryExpression(node))
    return node.operatorToken.kind === SyntaxKind.QuestionQuestionToken ? ofNullish(node) : ofBinary(node);
  if (typescript.isCallExpression(node)) return ofCall(node);
  if (typescript.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken)
    return [[node, node.operand.getText()]];
  if (typescript.isArrayLiteralExpression(node) && node.elements.length > 0) return [[node, '[]']];
  if (node.kind === SyntaxKind.TrueKeyword) return [[node, 'false']];
  if (node.kind === SyntaxKind.FalseKeyword) return [[node, 'true']];
  if (typescript.isNumericLiteral(node)) return [[node, String(Number(node.text.replaceAll('_', '')) + 1)]];
  return isDeed(node) ? [[node, ';']] : [];
};

/** Types are gone when a test runs; what is imported and how a file is called stays. */
const isNothingToRun = (node) =>
  typescript.isTypeNode(node) ||
  typescript.isTypeAliasDeclaration(node) ||
  typescript.isInterfaceDeclaration(node) ||
  typescript.isImportDeclaration(node) ||
  typescript.isExportDeclaration(node);

/** Each mutation of a source text: where, what was there, what is there instead, and the whole text with it. */
export const mutantsOf = (text) => {
  const source = typescript.createSourceFile('source.ts', text, typescript.ScriptTarget.Latest, true);
  const mutants = [];
  const visit = (node) => {
    if (isNothingToRun(node)) return;
    for (const [where, became] of mutationsOf(node)) {
      const [start, end] = [where.getStart(), where.getEnd()];
      const line = text
        .slice(text.lastIndexOf('\n', start) + 1)
        .split('\n')[0]
        .trim();
      mutants.push({
        line: source.getLineAndCharacterOfPosition(start).line + 1,
        code: line,
        was: text.slice(start, end).replaceAll(/\s+/g, ' '),
        became,
        text: text.slice(0, start) + became + text.slice(end),
      });
    }
    typescript.forEachChild(node, visit);
  };
  visit(source);
  return mutants;
};
