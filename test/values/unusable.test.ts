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

/** Returns the readable values after guarding the paths. If reading a value throws, it is `!` and the path. */
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

describe('guarding rules against invalid values', () => {
  test('does not change values without findings', () => {
    expect(readable()).toEqual(values());
  });

  test('makes only reading an invalid value throw', () => {
    expect(readable('name')).toEqual({ ...values(), name: '!name' });
  });

  test('guards a value inside a section', () => {
    expect(readable('service.port')).toEqual({ ...values(), service: { port: '!service.port', portal: 'q' } });
  });

  test('guards a whole list if an entry is invalid', () => {
    expect(readable('env[0]')).toEqual({ ...values(), env: '!env' });
  });

  test('guards a whole map if a member is invalid', () => {
    expect(readable('env.a.b')).toEqual({ ...values(), env: '!env' });
  });

  test('guards a section that is invalid itself', () => {
    expect(readable('service')).toEqual({ ...values(), service: '!service' });
  });

  test('does not guard a section with an unknown key', () => {
    expect(readable('service.prot')).toEqual(values());
  });

  test('guards a key that paths write in brackets', () => {
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
