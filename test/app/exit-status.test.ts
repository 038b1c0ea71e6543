import { EXIT_STATUS, exitStatusOf, MEANINGS } from '../../lib/app/exit-status';
import { renderManifests } from '../../lib/app/render-manifests';
import { ForeignFilesError, OutputError } from '../../lib/output/output-error';
import { InputError } from '../../lib/util/input-error';
import { readValues } from '../../lib/values/load';
import { SetError } from '../../lib/values/set';
import { read } from '../docs-pages';

/** Returns the status of the error that a function throws. */
function statusOf(fail: () => unknown): number | undefined {
  try {
    fail();
    return undefined;
  } catch (error) {
    return exitStatusOf(error);
  }
}

const throws = (error: unknown) => () => {
  throw error;
};

test.each<[string, number, () => unknown]>([
  ['an unreadable file', 2, throws(new InputError('cannot read values.yaml'))],
  ['a malformed assignment', 2, throws(new SetError('--set a: has no value'))],
  ['a file that is not YAML', 2, () => readValues(Buffer.from('a: {'), 'values.yaml')],
  ['an unknown rule to allow', 2, () => renderManifests({}, { allow: ['nonsense'] })],
  ['output that cannot be written', 3, throws(new OutputError('cannot write dist'))],
  ['files of others', 3, throws(new ForeignFilesError('dist', ['notes.txt']))],
  ['a full disk', 3, throws(Object.assign(new Error('no space left'), { code: 'ENOSPC' }))],
  ['values with errors', 4, () => renderManifests({})],
  ['a defect', 70, throws(new TypeError('x is not a function'))],
  ['something that is no error', 70, throws('text')],
])('is for %s %i', (_, status, fail) => {
  expect(statusOf(fail)).toBe(status);
});

test('each status has a meaning, which the documentation repeats', () => {
  const rows = Object.entries(MEANINGS).map(([status, meaning]) => `| ${status} | ${meaning} |`);
  expect(Object.keys(MEANINGS)).toEqual(expect.arrayContaining(Object.values(EXIT_STATUS).map(String)));
  expect(read('docs/operating.md')).toContain(rows.join('\n'));
});
