import { upgradeSecret } from '../../../lib/values/upgrade/secret-command';

const plan = { name: 'new', namespace: 'portal', copied: { from: 'old', keys: { a: 'b' } }, literals: {} };

test('copies keys as they are, in one line that a terminal cannot break', () => {
  expect(upgradeSecret(plan)).toEqual({
    name: 'new',
    namespace: 'portal',
    keys: ['a'],
    command:
      `kubectl get secret old -n portal -o go-template='{"apiVersion":"v1","kind":"Secret","metadata":{"name":"new"},` +
      `"data":{"a":"{{index .data "b"}}"}}' | kubectl create -n portal -f -`,
  });
});

test('adds keys to a Secret that exists', () => {
  const { command } = upgradeSecret({ ...plan, copied: undefined, literals: { host: 'pg.example.com' } });
  expect(command).toBe(`kubectl patch secret new -n portal --type=merge -p '{"stringData":{"host":"pg.example.com"}}'`);
});

test('quotes texts for the shell and for the template', () => {
  const { command } = upgradeSecret({ ...plan, literals: { host: `it's {{x}}` } });
  expect(command).toContain(`it'\\''s {{"{{"}}x}}`);
});

test('shows a placeholder instead of a text that may contain a secret', () => {
  const { command } = upgradeSecret({ ...plan, literals: { host: 'user:hidden@pg.example.com' } });
  expect(command).not.toContain('hidden');
  expect(command).toContain('"host":"REPLACE-WITH-host"');
});
