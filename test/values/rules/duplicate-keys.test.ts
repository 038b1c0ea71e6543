import { warnings, yaml } from '../../lines/0.11/rules/support';

test('warns about keys that a file has more than once, and names their lines', () => {
  const found = warnings(yaml('backstage:\n  replicas: 2\n  image: {tag: a, tag: b}\n  replicas: 1\n'));
  expect(found.map(({ rule, path, message }) => [rule, path, message])).toEqual([
    [
      'duplicate-keys',
      'backstage.image.tag',
      'is in values.yaml more than once, in line 3; Helm uses only the last one',
    ],
    [
      'duplicate-keys',
      'backstage.replicas',
      'is in values.yaml more than once, in the lines 2 and 4; Helm uses only the last one',
    ],
  ]);
});
