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

/** What the own parts overlap with, as text. */
function overlaps(own: CustomPodParts, taken: Partial<TakenPodParts> = {}): string[] {
  return [...podOverlaps(own, { ...TAKEN, ...taken })].map(({ path, message, fix }) => `${path}: ${message}; ${fix}`);
}

test('custom parts that fit are fine', () => {
  const own: Required<CustomPodParts> = {
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
  expect(overlaps(own)).toEqual([]);
});

test('no custom parts are fine', () => {
  expect(overlaps({})).toEqual([]);
});

describe('labels and annotations', () => {
  test('must not be those that selectors look for', () => {
    expect(overlaps({ podLabels: { team: 'a', 'app.kubernetes.io/name': 'portal' } })).toEqual([
      'podLabels["app.kubernetes.io/name"]: must not be there: which selectors look for; remove it',
    ]);
  });

  test('must not be those by which pods restart', () => {
    expect(overlaps({ podAnnotations: { 'checksum/secret': '' } })).toEqual([
      'podAnnotations["checksum/secret"]: must not be there: by which pods restart; remove it',
    ]);
  });

  test('of one kind may have the names of the other', () => {
    const own = { podLabels: { 'checksum/secret': 'x' }, podAnnotations: { 'app.kubernetes.io/name': 'x' } };
    expect(overlaps(own)).toEqual([]);
  });
});

describe('volumes', () => {
  test('must not have the name of an existing one', () => {
    expect(overlaps({ extraVolumes: [{ name: 'plugins' }, { name: 'tmp' }] })).toEqual([
      'extraVolumes[1].name: must not be tmp, which another volume is called; choose another name',
    ]);
  });

  test('must have different names', () => {
    expect(overlaps({ extraVolumes: [{ name: 'a' }, { name: 'b' }, { name: 'a' }] })).toEqual([
      'extraVolumes[2].name: must not be a, which another volume is called; choose another name',
    ]);
  });
});

describe('mounts', () => {
  const extraVolumes = [{ name: 'own', emptyDir: {} }];

  test('must be of a volume, which the fix lists once each', () => {
    expect(
      overlaps(
        { extraVolumeMounts: [{ name: 'own', mountPath: '/own' }] },
        {
          volumeMounts: [...TAKEN.volumeMounts, { name: 'tmp', mountPath: '/var/tmp' }],
        },
      ),
    ).toEqual([
      'extraVolumeMounts[0].name: must be the name of a volume, got own; add it to extraVolumes, or use one of backstage-db, tmp',
    ]);
  });

  test('must be of a volume, even if there are none', () => {
    expect(overlaps({ extraVolumeMounts: [{ name: 'own', mountPath: '/own' }] }, { volumeMounts: [] })).toEqual([
      'extraVolumeMounts[0].name: must be the name of a volume, got own; add it to extraVolumes',
    ]);
  });

  test.each(['/tmp', '/tmp/', '/tmp//'])('must not be at %s, where there is one', (mountPath) => {
    expect(overlaps({ extraVolumes, extraVolumeMounts: [{ name: 'own', mountPath }] })).toEqual([
      `extraVolumeMounts[0].mountPath: must not be ${mountPath}, where tmp is mounted; choose another folder`,
    ]);
  });

  test('must not be at the path of another custom one', () => {
    const extraVolumeMounts = [
      { name: 'own', mountPath: '/own', subPath: 'a' },
      { name: 'tmp', mountPath: '/own/', subPath: 'b' },
    ];
    expect(overlaps({ extraVolumes, extraVolumeMounts })).toEqual([
      'extraVolumeMounts[1].mountPath: must not be /own/, where own is mounted; choose another folder',
    ]);
  });

  test.each(['/', '/app', '/app/'])('must not hide the files of the image in %s', (mountPath) => {
    expect(overlaps({ extraVolumes, extraVolumeMounts: [{ name: 'own', mountPath }] })).toEqual([
      `extraVolumeMounts[0].mountPath: must not be ${mountPath}, which has the files of the image; choose a folder below it, or mount one file with subPath`,
    ]);
  });

  test.each(['plugins', './plugins', '../plugins', 'app', 'C:/plugins'])(
    'must not be at %s, which is relative',
    (mountPath) => {
      expect(overlaps({ extraVolumes, extraVolumeMounts: [{ name: 'own', mountPath }] })).toEqual([
        `extraVolumeMounts[0].mountPath: must be an absolute path, got ${mountPath}; begin it with /`,
      ]);
    },
  );

  test('may be without a folder, which a newer Kubernetes might know', () => {
    const extraVolumeMounts = [{ name: 'own' } as VolumeMount];
    expect(overlaps({ extraVolumes, extraVolumeMounts })).toEqual([]);
  });

  test('of the database must not be where another is that is rendered', () => {
    const volumeMounts = [
      { name: 'backstage-db', mountPath: '/tmp/' },
      { name: 'tmp', mountPath: '/tmp' },
    ];
    expect(overlaps({}, { volumeMounts })).toEqual([
      'tmp: must not be there: backstage-db is mounted at /tmp; remove it',
    ]);
  });

  test('must be of a volume, of which there may be one', () => {
    expect(
      overlaps({ extraVolumes, extraVolumeMounts: [{ name: 'other', mountPath: '/a' }] }, { volumeMounts: [] }),
    ).toEqual([
      'extraVolumeMounts[0].name: must be the name of a volume, got other; add it to extraVolumes, or use one of own',
    ]);
  });

  test('may be in a folder whose name begins like that of another', () => {
    const extraVolumeMounts = [
      { name: 'own', mountPath: '/tmpfiles' },
      { name: 'own', mountPath: '/application' },
    ];
    expect(overlaps({ extraVolumes, extraVolumeMounts })).toEqual([]);
  });

  test('have every problem that there is', () => {
    expect(overlaps({ extraVolumeMounts: [{ name: 'other', mountPath: '/data' }] })).toEqual([
      'extraVolumeMounts[0].name: must be the name of a volume, got other; add it to extraVolumes, or use one of backstage-db, tmp',
      'extraVolumeMounts[0].mountPath: must not be /data, where backstage-db is mounted; choose another folder',
    ]);
  });
});

describe('containers', () => {
  test.each(['initContainers', 'extraContainers'] as const)("must not be called like Backstage's among %s", (list) => {
    expect(overlaps({ [list]: [{ name: 'backstage' }] })).toEqual([
      `${list}[0].name: must not be backstage, which another container is called; choose another name`,
    ]);
  });

  test('must have different names, whenever they run', () => {
    const own = { initContainers: [{ name: 'a' }, { name: 'a' }], extraContainers: [{ name: 'b' }, { name: 'a' }] };
    expect(overlaps(own)).toEqual([
      'initContainers[1].name: must not be a, which another container is called; choose another name',
      'extraContainers[1].name: must not be a, which another container is called; choose another name',
    ]);
  });

  test.each([{ containerPort: 7007 }, { containerPort: 8080, name: 'http' }])(
    'must not have the port %j, which is that of Backstage',
    (port) => {
      const own = { extraContainers: [{ name: 'a' }, { name: 'b', ports: [{ containerPort: 1, name: 'c' }, port] }] };
      expect(overlaps(own)).toEqual([
        "extraContainers[1].ports[1]: must not be 7007 nor be called http: that is Backstage's; choose another port and name",
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
      "initContainers[0].ports[0]: must not be 7007 nor be called http: that is Backstage's; choose another port and name",
    ]);
  });
});

describe.each(['initContainers', 'extraContainers'] as const)('the mounts of %s', (list) => {
  test('are of own volumes and of those that are rendered', () => {
    const volumeMounts = ['own', 'tmp', 'backstage-db'].map((name) => ({ name, mountPath: `/${name}` }));
    expect(overlaps({ extraVolumes: [{ name: 'own' }], [list]: [{ name: 'a', volumeMounts }] })).toEqual([]);
  });

  test('must not be of a volume that is not there', () => {
    const volumeMounts = [
      { name: 'own', mountPath: '/own' },
      { name: 'other', mountPath: '/other' },
    ];
    const own = { extraVolumes: [{ name: 'own' }], [list]: [{ name: 'a' }, { name: 'b', volumeMounts }] };
    expect(overlaps(own)).toEqual([
      `${list}[1].volumeMounts[1].name: must be the name of a volume, got other; add it to extraVolumes, or use one of backstage-db, tmp, own`,
    ]);
  });

  test('may be where Backstage has one of its own, for each container has its own folders', () => {
    expect(overlaps({ [list]: [{ name: 'a', volumeMounts: [{ name: 'tmp', mountPath: '/data' }] }] })).toEqual([]);
  });
});

describe.each(['initContainers', 'extraContainers'] as const)('the variables of %s', (list) => {
  test('must be there once', () => {
    const env = ['A', 'B', 'A', 'C', 'A'].map((name) => ({ name }));
    expect(overlaps({ [list]: [{ name: 'a' }, { name: 'b', env }] })).toEqual([
      `${list}[1].env[2].name: must be there once, got A twice; remove one of the two`,
      `${list}[1].env[4].name: must be there once, got A twice; remove one of the two`,
    ]);
  });

  test('may be those of another container', () => {
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
