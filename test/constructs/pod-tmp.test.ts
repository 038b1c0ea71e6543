// Writable /tmp of the container that runs Backstage.
import type { Volume } from 'kubernetes-types/core/v1';
import type { PodOptions } from '../../lib/constructs/pod-options';
import { podTemplate } from '../../lib/constructs/pod-template';
import { LEAST_POD } from './support';

const READ_ONLY = { readOnlyRootFilesystem: true };
const TMP = [{ name: 'tmp', emptyDir: {} }];

test.each<[string, PodOptions, Volume[]]>([
  ['is not added by default', {}, []],
  [
    'is not added if the root filesystem is writable',
    { containerSecurityContext: { readOnlyRootFilesystem: false } },
    [],
  ],
  ['is added if the root filesystem is read-only', { containerSecurityContext: READ_ONLY }, TMP],
  ['is not added if tmp is false', { containerSecurityContext: READ_ONLY, tmp: false }, []],
  ['is added if tmp is set', { tmp: {} }, TMP],
  [
    'has the size and medium of tmp',
    { containerSecurityContext: READ_ONLY, tmp: { medium: 'Memory', sizeLimit: '64Mi' } },
    [{ name: 'tmp', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } }],
  ],
  [
    'is not added if another volume is mounted there',
    { containerSecurityContext: READ_ONLY, extraVolumeMounts: [{ name: 'own', mountPath: '/tmp/' }] },
    [],
  ],
  [
    'is added if other volumes are mounted only below, above or next to it',
    {
      containerSecurityContext: READ_ONLY,
      extraVolumeMounts: [
        { name: 'own', mountPath: '/tmp/cache' },
        { name: 'own', mountPath: '/' },
        { name: 'own', mountPath: '/var/tmp' },
      ],
    },
    TMP,
  ],
])('a writable /tmp %s', (_, options, volumes) => {
  const spec = podTemplate(LEAST_POD, options).spec;
  expect(spec.volumes ?? []).toEqual(volumes);
  const mounts = spec.containers[0]?.volumeMounts ?? [];
  expect(mounts.filter(({ name }) => name === 'tmp')).toEqual(volumes.map(() => ({ name: 'tmp', mountPath: '/tmp' })));
});

test('a writable /tmp is not added if the database is mounted there', () => {
  const volumeMounts = [{ name: 'database', mountPath: '/tmp' }];
  const { containers } = podTemplate({ ...LEAST_POD, volumeMounts }, { containerSecurityContext: READ_ONLY }).spec;
  expect(containers[0]?.volumeMounts).toEqual(volumeMounts);
});
