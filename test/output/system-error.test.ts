import { readFileSync } from 'node:fs';
import { isSystemError } from '../../lib/output/system-error';

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

test('what the system refuses is a system error, of the code that it has', () => {
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
])('%s is none', (_, error) => {
  expect(isSystemError(error)).toBe(false);
});
