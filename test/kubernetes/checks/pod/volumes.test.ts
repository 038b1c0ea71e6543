import { podRefusals } from './refusals';

function volume(members: object): string[] {
  return podRefusals({ volumes: [{ name: 'a', ...members }] }).map((text) => text.replace('volumes[0].', ''));
}

const MODE = 'must be an integer from 0 to 511, which is 0777 in octal';
const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };

describe('a volume is refused', () => {
  test.each<[string, object, string[]]>([
    [
      'with two sources',
      { emptyDir: {}, secret: { secretName: 'a' } },
      ['secret: must not be set, because emptyDir is set'],
    ],
    ['with an empty name', { name: '' }, ['name: must not be empty']],
    [
      'with a dot in its name',
      { name: 'a.b' },
      ['name: must be at most 63 lower-case letters, digits and hyphens, with no hyphen at either end, got "a.b"'],
    ],
    ['with a negative limit', { emptyDir: { sizeLimit: '-1' } }, ['emptyDir.sizeLimit: must be at least 0, got "-1"']],
    [
      'with an image that no runtime can parse',
      { image: { reference: 'A B' } },
      [expect.stringMatching(/^image\.reference: must be an image: /)],
    ],
    ['without the name of a Secret', { secret: {} }, ['secret.secretName: is required']],
    ['without the name of a ConfigMap', { configMap: { name: '' } }, ['configMap.name: must not be empty']],
    ['without the name of a claim', { persistentVolumeClaim: {} }, ['persistentVolumeClaim.claimName: is required']],
    [
      'with a mode above 0777',
      { secret: { secretName: 'a', defaultMode: 512 } },
      [`secret.defaultMode: ${MODE}, got 512`],
    ],
    [
      'with a negative mode of a file',
      { configMap: { name: 'a', items: [{ key: 'a', path: 'b', mode: -1 }] } },
      [`configMap.items[0].mode: ${MODE}, got -1`],
    ],
    [
      'with an absolute path of a file',
      { configMap: { name: 'a', items: [{ key: 'a', path: '/b' }] } },
      ['configMap.items[0].path: must be a relative path, got "/b"'],
    ],
    [
      'with a file whose name begins with two dots',
      { secret: { secretName: 'a', items: [{ key: 'a', path: '..b' }] } },
      ['secret.items[0].path: must be a path that does not begin with .., got "..b"'],
    ],
    [
      'with a file without a key',
      { secret: { secretName: 'a', items: [{ path: 'b' }] } },
      ['secret.items[0].key: is required'],
    ],
    ['without a path on the node', { hostPath: {} }, ['hostPath.path: is required']],
    [
      'with an unknown type of path',
      { hostPath: { path: '/a', type: 'Folder' } },
      [expect.stringMatching(/^hostPath\.type: must be one of /)],
    ],
    [
      'with a path that leaves its folder',
      { hostPath: { path: '/a/../b' } },
      ['hostPath.path: must be a path without .., got "/a/../b"'],
    ],
    [
      'with a relative path of NFS',
      { nfs: { server: 'a', path: 'b' } },
      ['nfs.path: must be an absolute path, got "b"'],
    ],
    ['without a CSI driver', { csi: {} }, ['csi.driver: is required']],
    [
      'with a file of two fields',
      {
        downwardAPI: {
          items: [
            {
              path: 'a',
              fieldRef: { fieldPath: 'metadata.name' },
              resourceFieldRef: { containerName: 'main', resource: 'limits.cpu' },
            },
          ],
        },
      },
      ['downwardAPI.items[0].resourceFieldRef: must not be set, because fieldRef is set'],
    ],
    [
      'with a file of a field that only variables have',
      { downwardAPI: { items: [{ path: 'a', fieldRef: { fieldPath: 'status.podIP' } }] } },
      [expect.stringMatching(/^downwardAPI\.items\[0\]\.fieldRef\.fieldPath: must be one of metadata\.name, /)],
    ],
    [
      'with a limit of no container',
      { downwardAPI: { items: [{ path: 'a', resourceFieldRef: { resource: 'limits.cpu' } }] } },
      ['downwardAPI.items[0].resourceFieldRef.containerName: is required'],
    ],
    ['without the template of its claim', { ephemeral: {} }, ['ephemeral.volumeClaimTemplate: is required']],
    [
      'without the spec of its claim',
      { ephemeral: { volumeClaimTemplate: {} } },
      ['ephemeral.volumeClaimTemplate.spec: is required'],
    ],
    [
      'with the name of a claim that it makes',
      { ephemeral: { volumeClaimTemplate: { metadata: { name: 'a' }, spec: claim } } },
      ['ephemeral.volumeClaimTemplate.metadata.name: must not be set in a template of a claim'],
    ],
    [
      'with a claim without a size',
      { ephemeral: { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'] } } } },
      ['ephemeral.volumeClaimTemplate.spec.resources.requests.storage: is required'],
    ],
  ])('%s', (_, members, refused) => {
    expect(volume(members)).toEqual(refused);
  });

  test('with the name of another', () => {
    expect(podRefusals({ volumes: [{ name: 'a' }, { name: 'a', emptyDir: {} }] })).toEqual([
      'volumes[1].name: must be unique, but an earlier entry has a too',
    ]);
  });
});

describe('a volume is accepted', () => {
  test.each<[string, object]>([
    ['without a source', {}],
    ['with a limit of 0 and spaces around it', { emptyDir: { medium: 'Memory', sizeLimit: ' 0' } }],
    [
      'with the modes at both ends',
      { secret: { secretName: 'a', defaultMode: 0, items: [{ key: 'a', path: 'b/..c', mode: 511 }] } },
    ],
    ['with a Secret whose name no Secret can have', { secret: { secretName: 'A b' } }],
    ['with an empty type of path', { hostPath: { path: 'relative', type: '' } }],
    [
      'with a CSI driver in capitals',
      { csi: { driver: 'Secrets.csi.example.com', nodePublishSecretRef: { name: 'a' } } },
    ],
    [
      'with labels as a file',
      { downwardAPI: { defaultMode: 420, items: [{ path: 'a', fieldRef: { fieldPath: 'metadata.labels' } }] } },
    ],
    [
      'with a claim that it makes',
      { ephemeral: { volumeClaimTemplate: { metadata: { name: '', labels: { a: 'b' } }, spec: claim } } },
    ],
    ['with an image', { image: { reference: 'a:1', pullPolicy: 'Always' } }],
  ])('%s', (_, members) => {
    expect(volume(members)).toEqual([]);
  });
});

describe('a projected volume is refused', () => {
  function projected(...sources: object[]): string[] {
    return volume({ projected: { sources } }).map((text) => text.replace('projected.sources', ''));
  }

  test.each<[string, object[], string[]]>([
    [
      'with two sources in one',
      [{ secret: { name: 'a' }, configMap: { name: 'a' } }],
      ['[0].configMap: must not be set, because secret is set'],
    ],
    ['without the name of a Secret', [{ secret: {} }], ['[0].secret.name: is required']],
    [
      'with two files at one path',
      [
        { secret: { name: 'a', items: [{ key: 'a', path: 'x' }] } },
        { configMap: { name: 'a', items: [{ key: 'a', path: 'x' }] } },
      ],
      ['[1].configMap.items[0].path: must be unique in the volume, but another file has it too'],
    ],
    [
      'with a token that expires too early',
      [{ serviceAccountToken: { path: 'a', expirationSeconds: 599 } }],
      ['[0].serviceAccountToken.expirationSeconds: must be an integer from 600 to 4294967296, got 599'],
    ],
    ['with a token without a path', [{ serviceAccountToken: {} }], ['[0].serviceAccountToken.path: is required']],
  ])('%s', (_, sources, refused) => {
    expect(projected(...sources)).toEqual(refused);
  });

  test('unless each source is complete', () => {
    expect(
      projected({}, { serviceAccountToken: { path: 'a', expirationSeconds: 600 } }, { secret: { name: 'a' } }),
    ).toEqual([]);
  });
});

describe('a volume on a disk or a file server is refused', () => {
  test.each<[string, object, string[]]>([
    ['without the ID of an AWS volume', { awsElasticBlockStore: {} }, ['awsElasticBlockStore.volumeID: is required']],
    [
      'with a partition above 255',
      { gcePersistentDisk: { pdName: 'a', partition: 256 } },
      ['gcePersistentDisk.partition: must be an integer from 0 to 255, got 256'],
    ],
    ['without the share of Azure Files', { azureFile: { secretName: 'a' } }, ['azureFile.shareName: is required']],
    [
      'with another URI of a managed disk',
      { azureDisk: { diskName: 'a', diskURI: 'https://a', kind: 'Managed' } },
      ['azureDisk.diskURI: must be a path that begins with /subscriptions/, got "https://a"'],
    ],
    ['without monitors of Ceph', { cephfs: { monitors: [] } }, ['cephfs.monitors: must not be empty']],
    [
      'with both names of Fibre Channel',
      { fc: { targetWWNs: ['a'], wwids: ['b'], lun: 1 } },
      ['fc: must have either targetWWNs or wwids'],
    ],
    [
      'with an option that Kubernetes reserves',
      { flexVolume: { driver: 'a', options: { 'a.k8s.io/b': 'c' } } },
      ['flexVolume.options["a.k8s.io/b"]: must not have a prefix that Kubernetes reserves'],
    ],
    [
      'with an unknown name of an iSCSI target',
      { iscsi: { targetPortal: 'a', iqn: 'disk', lun: 0 } },
      ['iscsi.iqn: must be an iSCSI name, got "disk"'],
    ],
    [
      'with a registry of Quobyte without a port',
      { quobyte: { registry: 'a', volume: 'b' } },
      ['quobyte.registry: must be a host and a port, or several with commas, got "a"'],
    ],
    [
      'with an invalid name of StorageOS',
      { storageos: { volumeName: 'A' } },
      [expect.stringMatching(/^storageos\.volumeName: must be at most 63 /)],
    ],
  ])('%s', (_, members, refused) => {
    expect(volume(members)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['Azure', { azureDisk: { diskName: 'a', diskURI: '/subscriptions/a', kind: 'Managed' } }],
    ['iSCSI', { iscsi: { targetPortal: 'a', iqn: 'iqn.2001-04.com.example:a', lun: 255 } }],
    ['Quobyte', { quobyte: { registry: 'a:1,[::1]:2', volume: 'b' } }],
    ['Fibre Channel', { fc: { wwids: ['a'] } }],
  ])('unless its members fit, for %s', (_, members) => {
    expect(volume(members)).toEqual([]);
  });
});
