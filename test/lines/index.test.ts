import type { ChartVersion } from '../../lib/backstage/profile';
import { isChartVersion, knownVersions, lineOf, otherVersions, verifiedBefore } from '../../lib/lines';

test('lists the known versions from the oldest to the newest', () => {
  expect(knownVersions()).toBe('0.11.x, 0.12.x, 1.0.x, 1.1.x, 1.2.x');
});

test.each(['0.11.0', '0.12.0', '1.0.0', '1.1.12', '1.2.3'])('knows the version %s', (version) => {
  expect(isChartVersion(version)).toBe(true);
});

test.each([
  '0.9.0',
  '0.110.0',
  '1.3.0',
  '1.20.0',
  '1.2',
  '1.2.',
  '1.2.3.4',
  'v1.2.3',
  '1.2.03',
  '01.2.3',
  '1.2.3-rc.1',
  ' 1.2.3',
  '',
  1.2,
  null,
])('does not know the version %j', (version) => {
  expect(isChartVersion(version)).toBe(false);
});

test.each<[ChartVersion, ChartVersion | undefined]>([
  ['0.11.0', undefined],
  ['0.11.1', '0.11.0'],
  ['0.12.0', undefined],
  ['0.12.1', '0.12.0'],
  ['1.0.5', undefined],
  ['1.0.10', '1.0.5'],
  ['1.1.6', undefined],
  ['1.1.7', '1.1.6'],
  ['1.2.0', undefined],
  ['1.2.4', '1.2.3'],
])('compares %s with the newest version that is verified', (version, verified) => {
  expect(verifiedBefore(version)).toBe(verified);
});

test('lists the other lines from the newest to the oldest', () => {
  const named = (version: ChartVersion) =>
    otherVersions(version).map(({ name, version: newest }) => `${name}: ${newest}`);
  expect(named('0.12.0')).toEqual(['1.2: 1.2.3', '1.1: 1.1.6', '1.0: 1.0.5']);
  expect(named('1.1.0')).toEqual(['1.2: 1.2.3', '1.0: 1.0.5', '0.11 or 0.12: 0.12.0']);
});

test('refuses an unknown version, and names the known ones', () => {
  expect(() => lineOf('1.2.03')).toThrow(
    'error [options] chartVersion: must be one of 0.11.x, 0.12.x, 1.0.x, 1.1.x, 1.2.x, got "1.2.03"',
  );
});
