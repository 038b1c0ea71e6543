import type { Finding } from '../../lib/values/finding';
import { type Node, section, text } from '../../lib/values/node';
import { guardUnusable, UnusableValue } from '../../lib/values/unusable';

const sample = section('A sample.', {
  name: text('Name.'),
  env: text('Several.'),
  environment: text('A longer name.'),
  'odd.key': text('Odd.'),
  service: section('A section.', { port: text('Port.'), portal: text('A longer name.') }),
});

const at = (path: string): Finding => ({
  rule: 'schema',
  severity: 'error',
  path,
  message: 'is wrong',
  fix: 'fix it',
});

const values = () => ({
  name: 'n',
  env: ['e'],
  environment: 'x',
  'odd.key': 'o',
  service: { port: 'p', portal: 'q' },
});

/** What can be read once the findings' values are guarded; `!` and a path where reading throws. */
function readable(...paths: string[]): Record<string, unknown> {
  const guarded = guardUnusable(sample, values(), paths.map(at));
  const read = (from: object, key: string) => {
    try {
      return Reflect.get(from, key);
    } catch (error) {
      return error instanceof UnusableValue ? `!${error.message}` : error;
    }
  };
  const members = (from: object, node: Node): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(node.properties ?? {}).map(([key, below]) => {
        const value = read(from, key);
        return [key, below.properties && typeof value === 'object' && value ? members(value, below) : value];
      }),
    );
  return members(guarded, sample);
}

describe('keeping rules from wrong values', () => {
  test('leaves values without findings as they are', () => {
    expect(readable()).toEqual(values());
  });

  test('makes reading a wrong value throw, and no other', () => {
    expect(readable('name')).toEqual({ ...values(), name: '!name' });
  });

  test('guards a value inside a section', () => {
    expect(readable('service.port')).toEqual({ ...values(), service: { port: '!service.port', portal: 'q' } });
  });

  test('guards a list as a whole where an entry is wrong', () => {
    expect(readable('env[0]')).toEqual({ ...values(), env: '!env' });
  });

  test('guards a map as a whole where something in it is wrong', () => {
    expect(readable('env.a.b')).toEqual({ ...values(), env: '!env' });
  });

  test('guards a section that is wrong itself', () => {
    expect(readable('service')).toEqual({ ...values(), service: '!service' });
  });

  test('leaves a section readable of which an unknown key is wrong', () => {
    expect(readable('service.prot')).toEqual(values());
  });

  test('guards a key that is no plain word', () => {
    expect(readable('["odd.key"]')).toEqual({ ...values(), 'odd.key': '!["odd.key"]' });
  });

  test('guards several values', () => {
    expect(readable('name', 'service.portal')).toEqual({
      ...values(),
      name: '!name',
      service: { port: 'p', portal: '!service.portal' },
    });
  });
});
