import type { VolumeMount } from 'kubernetes-types/core/v1';
import { type CustomPodParts, podOverlaps, type TakenPodParts } from '../../lib/backstage/pod-overlaps';

const TAKEN: TakenPodParts = {
  labels: ['app.kubernetes.io/name'],
  annotations: ['checksum/secret'],
  volumeMounts: [
    { name: 'backstage-db', mountPath: '/data' },
    { name: 'tmp', mountPath: '/tmp' },
  ],
};

/** Returns the violations of custom parts as texts. */
function overlaps(custom: CustomPodParts, taken: Partial<TakenPodParts> = {}): string[] {
  return [...podOverlaps(custom, { ...TAKEN, ...taken })].map(
    ({ path, message, fix }) => `${path}: ${message}; ${fix}`,
  );
}

test('accepts custom parts that do not overlap', () => {
  const custom: Required<CustomPodParts> = {
    podLabels: { team: 'a', 'app.kubernetes.io/part-of': 'acme' },
    podAnnotations: { 'checksum/other': 'x' },
    extraVolumes: [{ name: 'plugins', emptyDir: {} }],
    extraVolumeMounts: [
      { name: 'plugins', mountPath: '/app/plugins' },
      { name: 'plugins', mountPath: '/app/app-config.local.yaml', subPath: 'local.yaml' },
      { name: 'backstage-db', mountPath: '/backup' },
      { name: 'tmp', mountPath: '/tmp/cache' },
    ],
    initContainers: [{ name: 'wait', ports: [{ containerPort: 7007 }] }],
    extraContainers: [{ name: 'proxy', ports: [{ containerPort: 8080, name: 'proxy' }] }, { name: 'logs' }],
  };
  expect(overlaps(custom)).toEqual([]);
});

test('accepts pods without custom parts', () => {
  expect(overlaps({})).toEqual([]);
});

describe('labels and annotations', () => {
  test('must not repeat labels that selectors use', () => {
    expect(overlaps({ podLabels: { team: 'a', 'app.kubernetes.io/name': 'portal' } })).toEqual([
      'podLabels["app.kubernetes.io/name"]: selectors use this label; remove it',
    ]);
  });

  test('must not repeat annotations that restart the pods', () => {
    expect(overlaps({ podAnnotations: { 'checksum/secret': '' } })).toEqual([
      'podAnnotations["checksum/secret"]: the Deployment uses this annotation to restart its pods; remove it',
    ]);
  });

  test('may share keys with each other', () => {
    const custom = { podLabels: { 'checksum/secret': 'x' }, podAnnotations: { 'app.kubernetes.io/name': 'x' } };
    expect(overlaps(custom)).toEqual([]);
  });
});

describe('volumes', () => {
  test('must not have the name of a rendered volume', () => {
    expect(overlaps({ extraVolumes: [{ name: 'plugins' }, { name: 'tmp' }] })).toEqual([
      'extraVolumes[1].name: must not be tmp, because another volume has this name; choose another name',
    ]);
  });

  test('must have different names', () => {
    expect(overlaps({ extraVolumes: [{ name: 'a' }, { name: 'b' }, { name: 'a' }] })).toEqual([
      'extraVolumes[2].name: must not be a, because another volume has this name; choose another name',
    ]);
  });
});

describe('mounts', () => {
  const extraVolumes = [{ name: 'own', emptyDir: {} }];

  test('must refer to a volume, and the fix lists each volume once', () => {
    expect(
      overlaps(
        { extraVolumeMounts: [{ name: 'own', mountPath: '/own' }] },
        {
          volumeMounts: [...TAKEN.volumeMounts, { name: 'tmp', mountPath: '/var/tmp' }],
        },
      ),
    ).toEqual([
      'extraVolumeMounts[0].name: must be the name of a volume, got own; add this volume to extraVolumes, or use one of backstage-db, tmp',
    ]);
  });

  test('must refer to a volume, even if there are no volumes', () => {
    expect(overlaps({ extraVolumeMounts: [{ name: 'own', mountPath: '/own' }] }, { volumeMounts: [] })).toEqual([
      'extraVolumeMounts[0].name: must be the name of a volume, got own; add this volume to extraVolumes',
    ]);
  });

  test.each(['/tmp', '/tmp/', '/tmp//'])('must not be at %s, where another volume is mounted', (mountPath) => {
    expect(overlaps({ extraVolumes, extraVolumeMounts: [{ name: 'own', mountPath }] })).toEqual([
      `extraVolumeMounts[0].mountPath: must not be ${mountPath}, because the volume tmp is mounted there; choose another folder`,
    ]);
  });

  test('must not be at the path of another custom mount', () => {
    const extraVolumeMounts = [
      { name: 'own', mountPath: '/own', subPath: 'a' },
      { name: 'tmp', mountPath: '/own/', subPath: 'b' },
    ];
    expect(overlaps({ extraVolumes, extraVolumeMounts })).toEqual([
      'extraVolumeMounts[1].mountPath: must not be /own/, because the volume own is mounted there; choose another folder',
    ]);
  });

  test.each(['/', '/app', '/app/'])('must not hide the files of the image in %s', (mountPath) => {
    expect(overlaps({ extraVolumes, extraVolumeMounts: [{ name: 'own', mountPath }] })).toEqual([
      `extraVolumeMounts[0].mountPath: must not be ${mountPath}, because it would hide the files of the image; choose a folder below it, or mount one file with subPath`,
    ]);
  });

  test('may be at a relative path, as in Kubernetes', () => {
    expect(overlaps({ extraVolumes, extraVolumeMounts: [{ name: 'own', mountPath: 'plugins' }] })).toEqual([]);
  });

  test('may lack a folder, because a newer Kubernetes might allow that', () => {
    const extraVolumeMounts = [{ name: 'own' } as VolumeMount];
    expect(overlaps({ extraVolumes, extraVolumeMounts })).toEqual([]);
  });

  test('of the database must not be at the path of another rendered mount', () => {
    const volumeMounts = [
      { name: 'backstage-db', mountPath: '/tmp/' },
      { name: 'tmp', mountPath: '/tmp' },
    ];
    expect(overlaps({}, { volumeMounts })).toEqual([
      'tmp: must not be set, because the volume backstage-db is mounted at /tmp; remove it',
    ]);
  });

  test('must refer to a volume, and the fix names the only one', () => {
    expect(
      overlaps({ extraVolumes, extraVolumeMounts: [{ name: 'other', mountPath: '/a' }] }, { volumeMounts: [] }),
    ).toEqual([
      'extraVolumeMounts[0].name: must be the name of a volume, got other; add this volume to extraVolumes, or use one of own',
    ]);
  });

  test('may be in a folder whose name begins like that of another folder', () => {
    const extraVolumeMounts = [
      { name: 'own', mountPath: '/tmpfiles' },
      { name: 'own', mountPath: '/application' },
    ];
    expect(overlaps({ extraVolumes, extraVolumeMounts })).toEqual([]);
  });

  test('report all problems of one mount', () => {
    expect(overlaps({ extraVolumeMounts: [{ name: 'other', mountPath: '/data' }] })).toEqual([
      'extraVolumeMounts[0].name: must be the name of a volume, got other; add this volume to extraVolumes, or use one of backstage-db, tmp',
      'extraVolumeMounts[0].mountPath: must not be /data, because the volume backstage-db is mounted there; choose another folder',
    ]);
  });
});

describe('containers', () => {
  test.each(['initContainers', 'extraContainers'] as const)(
    "must not have the name of Backstage's container in %s",
    (list) => {
      expect(overlaps({ [list]: [{ name: 'backstage' }] })).toEqual([
        `${list}[0].name: must not be backstage, because another container has this name; choose another name`,
      ]);
    },
  );

  test('must have different names, even if they run at different times', () => {
    const custom = { initContainers: [{ name: 'a' }, { name: 'a' }], extraContainers: [{ name: 'b' }, { name: 'a' }] };
    expect(overlaps(custom)).toEqual([
      'initContainers[1].name: must not be a, because another container has this name; choose another name',
      'extraContainers[1].name: must not be a, because another container has this name; choose another name',
    ]);
  });

  test.each([{ containerPort: 7007 }, { containerPort: 8080, name: 'http' }])(
    'must not have the port %j, because Backstage uses it',
    (port) => {
      const custom = {
        extraContainers: [{ name: 'a' }, { name: 'b', ports: [{ containerPort: 1, name: 'c' }, port] }],
      };
      expect(overlaps(custom)).toEqual([
        'extraContainers[1].ports[1]: must not use port 7007 or the name http, because Backstage uses them; choose another port and name',
      ]);
    },
  );

  test('that end before Backstage starts may have its port', () => {
    const initContainers = [{ name: 'a', ports: [{ containerPort: 7007, name: 'http' }] }];
    expect(overlaps({ initContainers })).toEqual([]);
  });

  test('that start before Backstage and keep running must not have its port', () => {
    const initContainers = [{ name: 'a', restartPolicy: 'Always', ports: [{ containerPort: 7007, name: 'http' }] }];
    expect(overlaps({ initContainers })).toEqual([
      'initContainers[0].ports[0]: must not use port 7007 or the name http, because Backstage uses them; choose another port and name',
    ]);
  });
});

describe.each(['initContainers', 'extraContainers'] as const)('the mounts of %s', (list) => {
  test('may refer to custom and to rendered volumes', () => {
    const volumeMounts = ['own', 'tmp', 'backstage-db'].map((name) => ({ name, mountPath: `/${name}` }));
    expect(overlaps({ extraVolumes: [{ name: 'own' }], [list]: [{ name: 'a', volumeMounts }] })).toEqual([]);
  });

  test('must not refer to a missing volume', () => {
    const volumeMounts = [
      { name: 'own', mountPath: '/own' },
      { name: 'other', mountPath: '/other' },
    ];
    const custom = { extraVolumes: [{ name: 'own' }], [list]: [{ name: 'a' }, { name: 'b', volumeMounts }] };
    expect(overlaps(custom)).toEqual([
      `${list}[1].volumeMounts[1].name: must be the name of a volume, got other; add this volume to extraVolumes, or use one of backstage-db, tmp, own`,
    ]);
  });

  test('may be at a path that Backstage mounts, because each container has its own folders', () => {
    expect(overlaps({ [list]: [{ name: 'a', volumeMounts: [{ name: 'tmp', mountPath: '/data' }] }] })).toEqual([]);
  });
});

describe.each(['initContainers', 'extraContainers'] as const)('the variables of %s', (list) => {
  test('must be unique', () => {
    const env = ['A', 'B', 'A', 'C', 'A'].map((name) => ({ name }));
    expect(overlaps({ [list]: [{ name: 'a' }, { name: 'b', env }] })).toEqual([
      `${list}[1].env[2].name: must be unique in this container, got A twice; remove one of the two`,
      `${list}[1].env[4].name: must be unique in this container, got A twice; remove one of the two`,
    ]);
  });

  test('may repeat those of another container', () => {
    const env = [{ name: 'A' }, { name: 'B' }];
    expect(
      overlaps({
        [list]: [
          { name: 'a', env },
          { name: 'b', env },
        ],
      }),
    ).toEqual([]);
  });
});
