import { errorReport } from '../../lib/app/error-report';
import { OutputError } from '../../lib/output/output-error';

test('is the message of an error that a user can fix', () => {
  expect(errorReport(new OutputError('cannot write dist'))).toBe('cannot write dist');
});

test('has the places of a defect, but no message, which may contain a secret', () => {
  const report = errorReport(new TypeError("Cannot use 'in' operator to search for 'x' in hunter2\n    at hunter2"));
  expect(report).toMatch(
    /^this program has a defect; please report these lines:\nTypeError\n +at .*error-report\.test\.ts:/,
  );
  expect(report).not.toContain('hunter2');
});

test('names the type of a value that is no error', () => {
  expect(errorReport('hunter2')).toBe(
    'this program has a defect; please report these lines:\nan error of the type string',
  );
});
