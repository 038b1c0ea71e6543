import type { JsonValue } from '../../util/json';
import { enumeration, item, list, type Node, text } from '../node';

const operation = item(
  {
    op: enumeration(['add', 'remove', 'replace', 'move', 'copy', 'test'], 'What the operation does (RFC 6902).', {
      needed: true,
    }),
    path: text('JSON pointer to what the operation changes, such as `/spec/template/spec/containers/0/image`.', {
      needed: true,
    }),
    value: {
      description: 'Value that `add` and `replace` set, and `test` compares with.',
      writeOnly: true,
    } satisfies Node<JsonValue> as Node<JsonValue>,
    from: text('JSON pointer to what `move` and `copy` take.'),
  },
  ['op', 'path'],
);

const target = {
  ...item(
    {
      kind: text('Kind of the object, such as `Deployment`.', { needed: true }),
      name: text('Name of the object, as it is rendered.', { needed: true }),
    },
    ['kind', 'name'],
  ),
  description: 'The object to patch.',
};

/** Values: `backstage.patches`. */
export const patches = list(
  item({ target, patch: list(operation, 'Operations of the patch, in order.', { needed: true }) }, ['target', 'patch']),
  'JSON patches of what is rendered, for anything that no value says: `target` names an object by kind and name, `patch` lists operations. Refused where they match nothing.',
  { default: [], secret: true },
);
