import { isDeepStrictEqual } from 'node:util';
import { renderManifests } from '../../../lib';
import { checkValues } from '../../../lib/app/check-values';
import type { DefectId } from '../../../lib/lines/0.11/defect-id';
import { defects } from '../../../lib/lines/0.11/defects';
import type { Values } from '../../../lib/lines/0.11/schema';
import { type Finding, refuseWarnings, ValuesError } from '../../../lib/values/finding';
import type { ResolveOptions } from '../../../lib/values/options';
import { FLAWLESS, SPOILT, spreadBy } from '../../lines/0.11/defect-values';

type Options = ResolveOptions<DefectId>;

const IDS = defects.map(({ id }) => id);

/** Those whose values nobody can write: that of stale-config is the way the Secret is rendered. */
const OF_DEFAULTS: readonly DefectId[] = ['stale-config'];

function found(values: Values | readonly Values[], options: Options = {}): readonly Finding[] {
  return checkValues([values].flat(), options).findings.filter(({ rule }) => rule === 'chart-defects');
}

/** The findings about the least values that a defect spoils. */
const about = (id: DefectId, options: Options = {}) => found([FLAWLESS, SPOILT[id]], options);

const folded = (...ids: DefectId[]): Finding => ({
  rule: 'chart-defects',
  severity: 'info',
  path: '',
  message: `the chart's defaults have known defects, which are reproduced: ${ids.join(', ')}`,
  fix: 'use fidelity corrected, or --correct ID for one of them; docs/fidelity.md lists them',
});

test('a given value that a defect spoils is a warning with the id of the defect, and how to fix it', () => {
  expect(about('api-url')).toEqual([
    {
      rule: 'chart-defects',
      severity: 'warning',
      path: 'openchoreoApi.name',
      message: 'is not in OPENCHOREO_API_URL: the portal calls openchoreo-api',
      fix: "use --correct api-url (fidelity: ['api-url']), or all defects with fidelity corrected",
      defect: 'api-url',
    },
  ]);
});

test('every defect of given values is a warning', () => {
  const silent = IDS.filter((id) => !about(id).some(({ defect, severity }) => defect === id && severity === 'warning'));
  expect(silent).toEqual(OF_DEFAULTS);
});

test('no defect but those of given values is a warning', () => {
  const companions: Partial<Record<DefectId, readonly DefectId[]>> = { 'budget-bounds': ['budget-selector'] };
  const strays = IDS.filter((id) =>
    about(id).some(
      ({ defect }) => defect !== undefined && ![id, ...(companions[id] ?? [])].some((own) => own === defect),
    ),
  );
  expect(strays).toEqual([]);
});

test('a defect that is fixed by its id is no finding', () => {
  expect(IDS.filter((id) => JSON.stringify(about(id, { fidelity: [id] })).includes(id))).toEqual([]);
});

test('a defect stays a finding where others are fixed', () => {
  const others = (id: DefectId) => IDS.filter((other) => other !== id);
  expect(IDS.filter((id) => about(id, { fidelity: others(id) }).length !== 1)).toEqual([]);
});

test('no defect is a finding in corrected fidelity', () => {
  expect(found([FLAWLESS, ...Object.values(SPOILT)], { fidelity: 'corrected' })).toEqual([]);
  expect(found([FLAWLESS, ...Object.values(SPOILT)], { fidelity: IDS })).toEqual([]);
});

test('a default run has one finding: the info that its defaults have defects', () => {
  expect(checkValues({ backstage: { secretName: 'x' } }, {}).findings).toEqual([folded('spread-selector')]);
});

test('defects that touch defaults alone are folded into one info, in the order of the list', () => {
  expect(found({ backstage: { backendSecret: 'kept-for-tests' } })).toEqual([
    folded('spread-selector', 'stale-config'),
  ]);
});

test('an info has no defect that is fixed', () => {
  const values: Values = { backstage: { backendSecret: 'kept-for-tests' } };
  expect(found(values, { fidelity: ['stale-config'] })).toEqual([folded('spread-selector')]);
  expect(found(values, { fidelity: ['stale-config', 'spread-selector'] })).toEqual([]);
});

test('a warning about a given value stands before the info about defaults', () => {
  expect(about('plain-token').map(({ severity, defect }) => [severity, defect])).toEqual([
    ['warning', 'plain-token'],
    ['info', undefined],
  ]);
});

test('each entry of a given list that a defect spoils is a warning', () => {
  const { topologySpreadConstraints } = spreadBy({ team: 'portal' });
  const twice = [...(topologySpreadConstraints ?? []), ...(topologySpreadConstraints ?? [])];
  expect(found([FLAWLESS, { backstage: { topologySpreadConstraints: twice } }]).map(({ path }) => path)).toEqual([
    'backstage.topologySpreadConstraints[0].labelSelector',
    'backstage.topologySpreadConstraints[1].labelSelector',
  ]);
});

test('a value of an earlier file counts as given', () => {
  const layers: Values[] = [FLAWLESS, SPOILT['network-policy'], { backstage: { baseUrl: 'http://localhost' } }];
  expect(found(layers).map(({ defect }) => defect)).toEqual(['network-policy']);
});

test.each(['chart-defects', '*'])(
  'nothing is said of any defect where %s is allowed, and the output is the same',
  (rule) => {
    expect(IDS.filter((id) => about(id, { allow: [rule] }).length > 0)).toEqual([]);
    const rendered = (id: DefectId, allow: readonly string[]) => renderManifests([FLAWLESS, SPOILT[id]], { allow });
    expect(IDS.filter((id) => !isDeepStrictEqual(rendered(id, [rule]), rendered(id, [])))).toEqual([]);
  },
);

test('nothing is said of a disabled Backstage', () => {
  const speaking = IDS.filter((id) => found([FLAWLESS, SPOILT[id], { backstage: { enabled: false } }]).length > 0);
  expect(speaking).toEqual([]);
  expect(found({ backstage: { enabled: false } })).toEqual([]);
});

test('strict rendering refuses a warning about a defect, and no info', () => {
  expect(() => refuseWarnings(about('stale-config'))).not.toThrow();
  expect(() => refuseWarnings(about('api-url'))).toThrow(ValuesError);
});

test('no finding shows the token', () => {
  expect(JSON.stringify(about('plain-token'))).not.toContain('hunter2');
});
