import { upgradeComments } from '../../../lib/values/upgrade/comments';

test('a decision is a comment with its rule, and a key that Helm refuses is one too', () => {
  const comments = upgradeComments(
    {
      from: '0.11.0',
      to: '1.2.3',
      stops: [],
      requirements: [],
      entries: [
        { kind: 'decide', path: 'a', message: 'set it', rule: 'placeholders' },
        { kind: 'decide', path: 'b', message: 'must be 1', fix: 'set it to 1', rule: 'ports' },
        { kind: 'changed', path: 'c', message: 'is new' },
      ],
    },
    ['b'],
  );
  expect([...comments]).toEqual([
    ['b', expect.stringMatching(/^Helm refuses this key: .*; decide: must be 1; set it to 1 \[ports\]$/)],
    ['a', 'decide: set it [placeholders]'],
  ]);
});
