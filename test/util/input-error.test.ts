import { InputError } from '../../lib/util/input-error';

test('has a name, and a message of one printable line', () => {
  const error = new InputError('::error::a\n\u001b[31m');
  expect([error.name, error.message]).toEqual(['InputError', '\\u003a:error::a\\n\\u001b[31m']);
});
