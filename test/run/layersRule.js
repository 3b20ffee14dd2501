import { dirname, relative, resolve, sep } from 'node:path';

/**
 * ESLint rule: a file may import only from its own layer and from those that its layer may stand on.
 *
 * Options: `root`, the folder of the repository, and `layers`, what each layer's folder may import besides
 * itself. All paths are relative to `root`. Imports of packages are none of its business. The project writes
 * relative imports with their extension, so that a path is all it takes to know what is imported.
 */
export const layersRule = {
  meta: {
    type: 'problem',
    schema: [
      {
        type: 'object',
        properties: {
          root: { type: 'string' },
          layers: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } },
        },
        required: ['root', 'layers'],
        additionalProperties: false,
      },
    ],
    messages: { direction: '{{layer}} may import only from {{allowed}}, not from {{path}}.' },
  },

  create(context) {
    const { root, layers } = context.options[0];
    const file = relative(root, context.filename).split(sep).join('/');
    const layer = Object.keys(layers).find((folder) => contains(folder, file));
    if (layer === undefined) return {};

    const allowed = [layer, ...layers[layer]];
    /** @param source the node that holds the imported path, if it is a plain text */
    const check = (source) => {
      if (typeof source?.value !== 'string' || !source.value.startsWith('.')) return;
      const [target] = source.value.split('?');
      const path = relative(root, resolve(dirname(context.filename), target))
        .split(sep)
        .join('/');
      if (allowed.some((folder) => contains(folder, path))) return;
      context.report({
        node: source,
        messageId: 'direction',
        data: { layer, path, allowed: allowed.join(', ') },
      });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      // typeof import('…')
      TSImportType: (node) => check(node.source),
      // new Worker(new URL('….ts', import.meta.url))
      'NewExpression[callee.name="URL"][arguments.0.value=/[.](ts|js)$/]': (node) => check(node.arguments[0]),
    };
  },
};

/** Whether `path` is `folder` or inside it. */
function contains(folder, path) {
  return path === folder || path.startsWith(`${folder}/`);
}
