// The small ESLint rules of this house.

const banned = /(^|[a-z-])(utils?|helpers?|managers?|common|info|impl|dto)($|[-.])/i;
const bannedType = /(Utils?|Helpers?|Manager|Common|Info|Impl|D[tT][oO])$|^I[A-Z][a-z]/;

/** A switched-off check says why: `eslint-disable-next-line rule -- the reason`. @type {import('eslint').Rule.RuleModule} */
const reasonedDisable = {
  meta: { type: 'suggestion', messages: { why: 'Say why this check is switched off: `{{ word }} rule -- the reason`.' } },
  create: (context) => ({
    Program: () => {
      for (const comment of context.sourceCode.getAllComments()) {
        const word = /^\s*(eslint-disable(?:-next-line|-line)?|eslint-enable)\b/.exec(comment.value)?.[1];
        if (word && word !== 'eslint-enable' && !/\s--\s+\S/.test(comment.value)) context.report({ loc: comment.loc ?? { line: 1, column: 0 }, messageId: 'why', data: { word } });
      }
    },
  }),
};

/** Names that say nothing, in files and types. @type {import('eslint').Rule.RuleModule} */
const names = {
  meta: { type: 'suggestion', messages: { name: '"{{ name }}" says nothing about what it is: name it after its one idea.' } },
  create: (context) => {
    /** @param {import('eslint').Rule.Node & { id?: { name: string } | null }} node */
    const check = (node) => {
      if (node.id && bannedType.test(node.id.name)) context.report({ node, messageId: 'name', data: { name: node.id.name } });
    };
    return {
      Program: (node) => {
        const file = context.filename.split(/[\\/]/).at(-1) ?? '';
        if (banned.test(file)) context.report({ node, messageId: 'name', data: { name: file } });
      },
      ClassDeclaration: check,
      TSInterfaceDeclaration: check,
      TSTypeAliasDeclaration: check,
    };
  },
};

/** `list[i]!` where the loop proves the index is how numeric code reads; any other `!` hides a case. @type {import('eslint').Rule.RuleModule} */
const nonNullIndexOnly = {
  meta: { type: 'suggestion', messages: { hides: 'Only an index may be asserted (list[i]!): handle the missing case, or change the type.' } },
  create: (context) => ({
    /** @param {import('eslint').Rule.Node & { expression: { type: string, computed?: boolean } }} node */
    TSNonNullExpression: (node) => {
      if (node.expression.type !== 'MemberExpression' || !node.expression.computed) context.report({ node, messageId: 'hides' });
    },
  }),
};

export const house = { rules: { 'reasoned-disable': reasonedDisable, names, 'non-null-index-only': nonNullIndexOnly } };
