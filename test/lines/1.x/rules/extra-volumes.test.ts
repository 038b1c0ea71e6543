import { disabled, error, found, on, rulesOn } from '../support';

const refused = (key: string) => ({
  ...error(
    'extra-volumes',
    `backstage.${key}`,
    'must be empty, because the chart cannot render any entry',
    "use --correct extra-volumes (fidelity: ['extra-volumes'])",
  ),
  defect: 'extra-volumes',
});

const extraVolumes = [{ name: 'ca', configMap: { name: 'ca' } }];
const extraVolumeMounts = [{ name: 'ca', mountPath: '/ca' }];

test.each(['1.1.6', '1.2.3'] as const)('refuses any entry in chart %s, which cannot render it', (chartVersion) => {
  expect(found(on({ extraVolumes }), { chartVersion })).toEqual([refused('extraVolumes')]);
  expect(found(on({ extraVolumes, extraVolumeMounts }), { chartVersion })).toEqual([
    refused('extraVolumes'),
    refused('extraVolumeMounts'),
  ]);
});

test('accepts entries in chart 1.0, which does not have these values', () => {
  expect(found(on({ extraVolumes, extraVolumeMounts }), { chartVersion: '1.0.5' })).toEqual([]);
});

test.each([[], null])('accepts the lists %j', (list) => {
  expect(found(on({ extraVolumes: list, extraVolumeMounts: list }))).toEqual([]);
});

test.each(['corrected', ['extra-volumes']] as const)('accepts entries with the fidelity %j', (fidelity) => {
  expect(found(on({ extraVolumes, extraVolumeMounts }), { fidelity })).toEqual([]);
});

test('accepts entries if the rule is switched off', () => {
  expect(rulesOn(on({ extraVolumes }), { allow: ['extra-volumes'] })).toEqual([]);
});

test('ignores entries if Backstage is disabled', () => {
  expect(found(disabled(on({ extraVolumes })))).toEqual([]);
});
