import { describeEffects, type Effect, effectsMarkdown } from '../../lib';

const object = (kind: string, name: string) => ({ apiVersion: 'v1', kind, namespace: 'team', name });
const labels = (kind: string): Effect => ({
  effect: 'updates',
  object: object(kind, 'portal'),
  message: 'changes metadata.labels',
});
const reset: Effect = {
  effect: 'resets',
  object: object('Deployment', 'portal'),
  path: 'spec.replicas',
  message: 'falls to 1',
  fix: 'one\ntwo',
};

test('describes each effect in a line, with its fix below', () => {
  expect(describeEffects([reset])).toBe('resets Deployment team/portal spec.replicas: falls to 1\n  fix: one\n  two');
});

test('puts objects with the same effect into one line, and counts the last of many', () => {
  const kinds = ['A', 'B', 'C', 'D', 'E', 'F'].map(labels);
  expect(describeEffects(kinds.slice(0, 5))).toBe(
    'updates A team/portal, B team/portal, C team/portal, D team/portal, E team/portal: changes metadata.labels',
  );
  expect(describeEffects(kinds)).toContain('D team/portal and 2 more: changes');
});

test('writes a table and code blocks for a comment on a pull request', () => {
  expect(effectsMarkdown([reset, labels('Service')])).toBe(`| effect | object | description |
|---|---|---|
| resets | Deployment team/portal | \`spec.replicas\` falls to 1 |
| updates | Service team/portal | changes metadata.labels |

- resets Deployment team/portal:

  \`\`\`text
  one
  two
  \`\`\`
`);
  expect(effectsMarkdown([])).toBe('No effect on the cluster.\n');
});

test('lets no text of an object end a line, a cell or a code block', () => {
  const hostile: Effect = {
    effect: 'refused',
    object: object('Deployment', 'a|b\n| c'),
    path: 'a`b|c\n',
    message: '<img src=x> | [a](b)\n::error::c',
    fix: 'a\n```\nb\u001b[31m',
  };
  const markdown = effectsMarkdown([hostile]);
  expect(markdown.split('\n').filter((line) => line.startsWith('|'))).toHaveLength(3);
  expect(markdown).not.toContain('<img');
  expect(markdown).toContain('````text');
  expect(markdown + describeEffects([hostile])).not.toContain('\u001b');
  expect(describeEffects([hostile])).not.toMatch(/^::error/m);
});
