import { hasFluxVariables } from '../../lib/kubernetes/flux-substitution';

// The results are those of Flux's own package envsubst 1.7.0.

test.each([
  '${NAME}',
  'token: ${GITHUB_TOKEN}\n',
  '${NAME:-default}',
  '$${NAME}',
  'cost: 5 $$',
  '$$(NAME)',
  '^a$$',
  '`/applications/${encodeURIComponent(id)}`',
  '${',
])('Flux changes %j', (text) => {
  expect(hasFluxVariables({ data: { file: text } })).toBe(true);
  expect(hasFluxVariables({ [text]: 1 })).toBe(true);
  expect(hasFluxVariables([[text]])).toBe(true);
});

test.each(['', '$NAME', '$(NAME)', '^a$', '$ {NAME}', '{$NAME}', '{{ .Values.name }}', '\\u0024{NAME}'])(
  'Flux does not change %j',
  (text) => {
    expect(hasFluxVariables({ data: { file: text } })).toBe(false);
  },
);

test('finds nothing in an absent object', () => {
  expect(hasFluxVariables(undefined)).toBe(false);
});
