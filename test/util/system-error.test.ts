import { readFileSync } from 'node:fs';
import { isSystemError } from '../../lib/util/system-error';

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

test('an error of the operating system is known by its code', () => {
  const error = thrownBy(() => readFileSync('/not/there'));
  expect(isSystemError(error)).toBe(true);
  expect(isSystemError(error, 'EACCES', 'ENOENT')).toBe(true);
  expect(isSystemError(error, 'EACCES')).toBe(false);
});

test.each([
  ['a wrong argument of a function', thrownBy(() => readFileSync(JSON.parse('{}')))],
  ['a member of nothing', thrownBy(() => JSON.parse('null').member)],
  ['an error of the program', new Error('ENOENT')],
  ['no error', undefined],
  ['a text', 'ENOENT'],
])('%s is no system error', (_, error) => {
  expect(isSystemError(error)).toBe(false);
});
