import type { JsonValue } from '../../json';
import { enumeration, item, list, type Node, text } from '../node';

const operation = item(
  {
    op: enumeration(['add', 'remove', 'replace', 'move', 'copy', 'test'], 'What to do (RFC 6902).', { needed: true }),
    path: text('Where: a JSON pointer such as `/spec/template/spec/containers/0/image`.', { needed: true }),
    value: {
      description: 'What `add`, `replace` and `test` take.',
      writeOnly: true,
    } satisfies Node<JsonValue> as Node<JsonValue>,
    from: text('Where `move` and `copy` take it from: a JSON pointer.'),
  },
  ['op', 'path'],
);

const target = item(
  {
    kind: text("The object's kind.", { needed: true }),
    name: text("The object's name.", { needed: true }),
  },
  ['kind', 'name'],
);

/** Values: `backstage.patches`. */
export const patches = list(
  item({ target, patch: list(operation, 'Operations, in order.', { needed: true }) }, ['target', 'patch']),
  'JSON patches of what is rendered, for anything that no value says: `target` names an object by kind and name, `patch` lists operations. Refused where they match nothing.',
  { default: [], secret: true },
);
