import type { RenderOptions, Values } from '../../../lib';
import { warning, warnings } from './support';

type Backstage = NonNullable<Values['backstage']>;

const NO_TMP = warning(
  'read-only-tmp',
  'backstage.containerSecurityContext.readOnlyRootFilesystem',
  'leaves Backstage no folder for temporary files',
  'set backstage.tmp to {}, or use fidelity corrected, which adds it',
);

const readOnly = (backstage: Backstage = {}): Values => ({
  backstage: { containerSecurityContext: { readOnlyRootFilesystem: true }, ...backstage },
});

/** A volume that is mounted there. */
const mountedAt = (...paths: string[]): Backstage => ({
  extraVolumes: [{ name: 'scratch', emptyDir: {} }],
  extraVolumeMounts: paths.map((mountPath) => ({ name: 'scratch', mountPath })),
});

const found = (values: Values, options: RenderOptions = {}) => warnings(values, options);

test('warns of a read-only root filesystem without a writable /tmp', () => {
  expect(found(readOnly())).toEqual([NO_TMP]);
});

test('says nothing in corrected fidelity, which adds one', () => {
  expect(found(readOnly(), { fidelity: 'corrected' })).toEqual([]);
});

test.each<[string, Backstage]>([
  ['of any size', { tmp: {} }],
  ['of some size', { tmp: { sizeLimit: '1Gi' } }],
  ['that is mounted', mountedAt('/tmp')],
  ['that is mounted with a slash at its end', mountedAt('/tmp/')],
  ['that is mounted among others', mountedAt('/var/cache', '/tmp')],
])('says nothing of a /tmp %s', (_, backstage) => {
  expect(found(readOnly(backstage))).toEqual([]);
});

test.each<[string, Backstage]>([
  ['at another place', mountedAt('/var/tmp')],
  ['below it', mountedAt('/tmp/techdocs')],
  ['at a folder whose name begins like it', mountedAt('/tmpfs')],
  ['nowhere', { extraVolumeMounts: [] }],
  ['by null', { extraVolumeMounts: null, tmp: null }],
])('warns of a volume that is mounted %s', (_, backstage) => {
  expect(found(readOnly(backstage))).toEqual([NO_TMP]);
});

test.each([{}, { readOnlyRootFilesystem: false }, { readOnlyRootFilesystem: null }, null])(
  'says nothing of the security context %j',
  (containerSecurityContext) => {
    expect(found({ backstage: { containerSecurityContext } })).toEqual([]);
  },
);

test('does not stumble over a mount that a newer Kubernetes might know, which has no path', () => {
  const backstage = { ...mountedAt(), extraVolumeMounts: [{ name: 'scratch' }] } as unknown as Backstage;
  expect(found(readOnly(backstage), { allow: ['kubernetes-fields'] })).toEqual([NO_TMP]);
});

test('says nothing where allowed', () => {
  expect(found(readOnly(), { allow: ['read-only-tmp'] })).toEqual([]);
});

test('says nothing of a disabled Backstage', () => {
  expect(found(readOnly({ enabled: false }))).toEqual([]);
});
