/** ESLint rule around the layer table, so that a wrong import is red in the editor. */
import path from 'node:path';
import { refusedImport, refusedPackage } from './layers.mjs';

export const layersRule = {
  meta: { type: 'problem', docs: { description: 'imports follow the layer table' }, schema: [] },
  create(context) {
    const from = path.relative(context.cwd, context.filename).split(path.sep).join('/');
    const check = (node) => {
      const name = node.source?.value;
      if (typeof name !== 'string') return;
      const reason = name.startsWith('.')
        ? refusedImport(from, path.posix.normalize(path.posix.join(path.posix.dirname(from), name)))
        : isTypeOnly(node)
          ? undefined
          : refusedPackage(from, name);
      if (reason !== undefined) context.report({ node, message: reason });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};

/** A type import is erased: it pulls in no code, so it does not tie a file to a package. */
function isTypeOnly(node) {
  return node.importKind === 'type' || node.exportKind === 'type';
}
