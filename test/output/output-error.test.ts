import { OutputError } from '../../lib/output/output-error';

test('has a name, and a message of one printable line', () => {
  const error = new OutputError('cannot write ::error::\n\u202e');
  expect([error.name, error.message]).toEqual(['OutputError', 'cannot write ::error::\\n\\u202e']);
});
