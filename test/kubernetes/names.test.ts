import {
  DATA_KEY,
  DNS_LABEL,
  DNS_NAME,
  DOMAIN_PATH,
  LABEL_KEY,
  LABEL_VALUE,
  misfit,
  type NameForm,
  PORT_NAME,
} from '../../lib/kubernetes/names';

/** For each form, names that have it and names that do not. */
const FORMS: readonly [NameForm, fitting: readonly string[], others: readonly string[]][] = [
  [DNS_NAME, ['my-name', 'my-name.example.com'], ['', 'My-name', 'my_name', 'my-name.', '-a']],
  [DNS_LABEL, ['my-name', 'a'.repeat(63)], ['', 'my.name', 'My-name', 'a'.repeat(64), 'a-']],
  [
    LABEL_VALUE,
    ['', 'v1.2_3-a', 'A', 'a'.repeat(63)],
    ['-a', 'a-', '.a', '_a', 'a b', 'a/b', 'a'.repeat(64), 'ü', 'a\n'],
  ],
  [
    LABEL_KEY,
    ['team', 'example.com/team', 'a.b_c-D', `example.com/${'a'.repeat(63)}`],
    ['', '/', 'team/', '/team', 'a/b/c', 'Example.com/team', '-team', 'a'.repeat(64), 'a b'],
  ],
  [DATA_KEY, ['ca.crt', '_a', '-a', '.hidden', 'A'.repeat(253)], ['', '.', '..', '..a', 'a/b', 'a b', 'A'.repeat(254)]],
];

test('accepts names that have the form', () => {
  expect(FORMS.flatMap(([form, names]) => names.filter((name) => !form.fits(name)))).toEqual([]);
});

test('rejects names that do not have the form', () => {
  expect(FORMS.flatMap(([form, , others]) => others.filter((name) => form.fits(name)))).toEqual([]);
});

test('the fix of a form contains a valid name', () => {
  const examples: Readonly<Record<string, NameForm>> = {
    'my-name.example.com': DNS_NAME,
    'my-name': DNS_LABEL,
    'example.com/team': LABEL_KEY,
    'client-secret': DATA_KEY,
  };
  const wrong = Object.entries(examples).filter(([name, form]) => !form.fits(name) || !form.fix.includes(name));
  expect(wrong).toEqual([]);
});

test('the violation shows the invalid name and how to write it', () => {
  const { message, ...rest } = misfit('backstage.secretName', DNS_LABEL, 'My name');
  expect(message).toBe(`must be ${DNS_LABEL.words}, got "My name"`);
  expect(rest).toEqual({ path: 'backstage.secretName', fix: DNS_LABEL.fix });
});

test('port names have a letter, and single hyphens inside', () => {
  const names = ['http', 'a', '1a', 'a-b-c', 'a'.repeat(15)];
  expect(names.filter((name) => !PORT_NAME.fits(name))).toEqual([]);
  const others = ['', '80', 'a--b', '-a', 'a-', 'A', 'a.b', 'a'.repeat(16)];
  expect(others.filter((name) => PORT_NAME.fits(name))).toEqual([]);
});

test('names with a domain have a path after it', () => {
  const names = ['example.com/a', 'a/b/c', `a/${'b'.repeat(61)}`];
  expect(names.filter((name) => !DOMAIN_PATH.fits(name))).toEqual([]);
  const others = ['', 'example.com', 'example.com/', '/a', 'Example.com/a', 'a/b c', `a/${'b'.repeat(62)}`];
  expect(others.filter((name) => DOMAIN_PATH.fits(name))).toEqual([]);
});
