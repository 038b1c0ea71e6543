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

test('recognizes an error of the operating system by its code', () => {
  const error = thrownBy(() => readFileSync('/not/there'));
  expect(isSystemError(error)).toBe(true);
  expect(isSystemError(error, 'EACCES', 'ENOENT')).toBe(true);
  expect(isSystemError(error, 'EACCES')).toBe(false);
});

test.each([
  ['a wrong argument of a function', thrownBy(() => readFileSync(JSON.parse('{}')))],
  ['a member of null', thrownBy(() => JSON.parse('null').member)],
  ['an error of the program', new Error('ENOENT')],
  ['no error', undefined],
  ['a text', 'ENOENT'],
])('%s is not a system error', (_, error) => {
  expect(isSystemError(error)).toBe(false);
});
