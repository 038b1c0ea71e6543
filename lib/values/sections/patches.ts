import type { JsonValue } from '../../util/json';
import { enumeration, item, list, type Node, text } from '../node';

const operation = item(
  {
    op: enumeration(['add', 'remove', 'replace', 'move', 'copy', 'test'], 'Type of the operation (RFC 6902).', {
      required: true,
    }),
    path: text(
      'JSON pointer to the member that the operation changes, such as `/spec/template/spec/containers/0/image`.',
      {
        required: true,
      },
    ),
    value: {
      description: 'Value that `add` and `replace` set, and with which `test` compares.',
      writeOnly: true,
    } satisfies Node<JsonValue> as Node<JsonValue>,
    from: text('JSON pointer to the source of `move` and `copy`.'),
  },
  ['op', 'path'],
);

const target = {
  ...item(
    {
      kind: text('Kind of the object, such as `Deployment`.', { required: true }),
      name: text('Name of the rendered object.', { required: true }),
    },
    ['kind', 'name'],
  ),
  description: 'Object to patch.',
};

/** Values: `backstage.patches`. */
export const patches = list(
  item({ target, patch: list(operation, 'Operations of the patch, in order.', { required: true }) }, [
    'target',
    'patch',
  ]),
  'JSON patches of rendered objects, for settings that no other value covers. `target` selects an object by kind and name; `patch` lists the operations. A patch that does not fit the rendered objects is an error.',
  { default: [], secret: true },
);
