import { isDeepStrictEqual } from 'node:util';
import { renderManifests } from '../../../lib';
import { checkValues } from '../../../lib/app/check-values';
import type { DefectId } from '../../../lib/lines/0.11/defect-id';
import { defects } from '../../../lib/lines/0.11/defects';
import type { Values } from '../../../lib/lines/0.11/schema';
import { type Finding, refuseWarnings, ValuesError } from '../../../lib/values/finding';
import type { ResolveOptions } from '../../../lib/values/options';
import { AFFECTED, FLAWLESS, spreadBy } from '../../lines/0.11/defect-values';

type Options = ResolveOptions<DefectId>;

const IDS = defects.map(({ id }) => id);

/** Defects that are no warning about a value. Any rendered Secret has stale-config. */
const OF_DEFAULTS: readonly DefectId[] = [
  'health-endpoints',
  'startup-probe',
  'apparmor-unconfined',
  'csp-scheme',
  'stale-config',
  'crd-defaults',
  'flux-substitution',
];

/** Defects of the chart's defaults, if no Secret is rendered. */
const DEFAULTS: readonly DefectId[] = [
  'spread-selector',
  'health-endpoints',
  'startup-probe',
  'apparmor-unconfined',
  'csp-scheme',
];

/** Rules that refuse values in exact which a defect affects. */
const REFUSED_IN_EXACT = ['duplicate-env'];

function found(values: Values | readonly Values[], options: Options = {}): readonly Finding[] {
  return checkValues([values].flat(), options).findings.filter(({ rule }) => rule === 'chart-defects');
}

/** Returns the findings about the smallest values that a defect affects. */
const about = (id: DefectId, { allow = [], ...options }: Options = {}) =>
  found([FLAWLESS, AFFECTED[id]], { allow: [...allow, ...REFUSED_IN_EXACT], ...options });

const folded = (...ids: DefectId[]): Finding => ({
  rule: 'chart-defects',
  severity: 'info',
  path: '',
  message: `the output reproduces known defects of the chart's defaults: ${ids.join(', ')}`,
  fix: 'use fidelity corrected to fix all, or --correct ID to fix one; docs/fidelity.md describes them',
});

test('a value of the user that a defect affects causes a warning with the id of the defect and the fix', () => {
  expect(about('api-url')).toEqual([
    {
      rule: 'chart-defects',
      severity: 'warning',
      path: 'openchoreoApi.name',
      message: 'is not used in OPENCHOREO_API_URL: the portal calls openchoreo-api',
      fix: "use --correct api-url (fidelity: ['api-url']), or fix all defects with fidelity corrected",
      defect: 'api-url',
    },
  ]);
});

test('every defect that affects values of the user is a warning', () => {
  const silent = IDS.filter((id) => !about(id).some(({ defect, severity }) => defect === id && severity === 'warning'));
  expect(silent).toEqual(OF_DEFAULTS);
});

test('only defects that affect values of the user are warnings', () => {
  const companions: Partial<Record<DefectId, readonly DefectId[]>> = {
    'budget-bounds': ['budget-selector'],
    'claim-update-strategy': ['claim-protection'],
    'claim-protection': ['claim-update-strategy'],
    'path-rewrite': ['base-url-slash'],
  };
  const strays = IDS.filter((id) =>
    about(id).some(
      ({ defect }) => defect !== undefined && ![id, ...(companions[id] ?? [])].some((own) => own === defect),
    ),
  );
  expect(strays).toEqual([]);
});

test('a defect that is fixed by its id is not reported', () => {
  expect(IDS.filter((id) => JSON.stringify(about(id, { fidelity: [id] })).includes(id))).toEqual([]);
});

test('a defect is still reported if others are fixed', () => {
  const others = (id: DefectId) => IDS.filter((other) => other !== id);
  expect(IDS.filter((id) => about(id, { fidelity: others(id) }).length !== 1)).toEqual([]);
});

test('no defect is reported in corrected fidelity', () => {
  expect(found([FLAWLESS, ...Object.values(AFFECTED)], { fidelity: 'corrected' })).toEqual([]);
  expect(found([FLAWLESS, ...Object.values(AFFECTED)], { fidelity: IDS })).toEqual([]);
});

test('default values have one finding: the info that defaults have defects', () => {
  expect(checkValues({ backstage: { secretName: 'x' } }, {}).findings).toEqual([folded(...DEFAULTS, 'crd-defaults')]);
});

test('defects that affect only defaults are one info together, in the order of the list', () => {
  expect(found({ backstage: { backendSecret: 'kept-for-tests-kept-for-tests' } })).toEqual([
    folded(...DEFAULTS, 'stale-config', 'crd-defaults'),
  ]);
});

test('the info does not list fixed defects', () => {
  const values: Values = { backstage: { backendSecret: 'kept-for-tests-kept-for-tests' } };
  expect(found(values, { fidelity: ['stale-config'] })).toEqual([folded(...DEFAULTS, 'crd-defaults')]);
  expect(found(values, { fidelity: ['stale-config', 'crd-defaults', ...DEFAULTS] })).toEqual([]);
});

test('a warning about a value of the user comes before the info about defaults', () => {
  expect(about('plain-token').map(({ severity, defect }) => [severity, defect])).toEqual([
    ['warning', 'plain-token'],
    ['info', undefined],
  ]);
});

test('each affected entry of a list of the user is a warning', () => {
  const { topologySpreadConstraints } = spreadBy({ team: 'portal' });
  const twice = [...(topologySpreadConstraints ?? []), ...(topologySpreadConstraints ?? [])];
  expect(found([FLAWLESS, { backstage: { topologySpreadConstraints: twice } }]).map(({ path }) => path)).toEqual([
    'backstage.topologySpreadConstraints[0].labelSelector',
    'backstage.topologySpreadConstraints[1].labelSelector',
  ]);
});

test('a value of an earlier file counts as a value of the user', () => {
  const layers: Values[] = [FLAWLESS, AFFECTED['network-policy'], { backstage: { baseUrl: 'http://localhost' } }];
  expect(found(layers).map(({ defect }) => defect)).toEqual(['network-policy']);
});

test.each(['chart-defects', '*'])('no defect is reported if %s is allowed, and the output is the same', (rule) => {
  expect(IDS.filter((id) => about(id, { allow: [rule] }).length > 0)).toEqual([]);
  const rendered = (id: DefectId, allow: readonly string[]) =>
    renderManifests([FLAWLESS, AFFECTED[id]], { allow: [...allow, ...REFUSED_IN_EXACT] });
  expect(IDS.filter((id) => !isDeepStrictEqual(rendered(id, [rule]), rendered(id, [])))).toEqual([]);
});

test('no defect is reported if Backstage is disabled', () => {
  const speaking = IDS.filter((id) => found([FLAWLESS, AFFECTED[id], { backstage: { enabled: false } }]).length > 0);
  expect(speaking).toEqual([]);
  expect(found({ backstage: { enabled: false } })).toEqual([]);
});

test('strict rendering refuses a warning about a defect, but not an info', () => {
  expect(() => refuseWarnings(about('stale-config'))).not.toThrow();
  expect(() => refuseWarnings(about('api-url'))).toThrow(ValuesError);
});

test('no finding shows the token', () => {
  expect(JSON.stringify(about('plain-token'))).not.toContain('hunter2');
});
