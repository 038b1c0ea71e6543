import { containerRefusals } from './refusals';

const data = { name: 'data', mountPath: '/data' };

describe('mounts are refused', () => {
  test.each<[string, object[], string[]]>([
    [
      'of a volume that the pod does not have',
      [{ ...data, name: 'dat' }],
      ['volumeMounts[0].name: must be the name of a volume of the pod, got "dat"'],
    ],
    ['without a name', [{ mountPath: '/a' }], ['volumeMounts[0].name: is required']],
    ['without a path', [{ name: 'data' }], ['volumeMounts[0].mountPath: is required']],
    ['at one path', [data, data], ['volumeMounts[1].mountPath: must be unique, but an earlier entry has /data too']],
    [
      'with an absolute path in the volume',
      [{ ...data, subPath: '/a' }],
      ['volumeMounts[0].subPath: must be a relative path, got "/a"'],
    ],
    [
      'of a folder outside the volume',
      [{ ...data, subPath: 'a/../..' }],
      ['volumeMounts[0].subPath: must be a path without .., got "a/../.."'],
    ],
    [
      'with two paths in the volume',
      [{ ...data, subPath: 'a', subPathExpr: 'b' }],
      ['volumeMounts[0].subPathExpr: must not be set, because subPath is set'],
    ],
    [
      'in both directions without privileges',
      [{ ...data, mountPropagation: 'Bidirectional' }],
      ['volumeMounts[0].mountPropagation: must not be Bidirectional, because the container is not privileged'],
    ],
    [
      'with an empty propagation',
      [{ ...data, mountPropagation: '' }],
      ['volumeMounts[0].mountPropagation: must not be empty'],
    ],
    [
      'that are recursively read-only, but not read-only',
      [{ ...data, recursiveReadOnly: 'Enabled' }],
      ['volumeMounts[0].recursiveReadOnly: must not be set, because readOnly is not true'],
    ],
    [
      'with an unknown form of read-only',
      [{ ...data, readOnly: true, recursiveReadOnly: 'On' }],
      ['volumeMounts[0].recursiveReadOnly: must be one of Disabled, IfPossible, Enabled, got "On"'],
    ],
  ])('%s', (_, volumeMounts, refused) => {
    expect(containerRefusals({ volumeMounts })).toEqual(refused);
  });

  test.each<[string, object]>([
    ['a relative path in the container', { mountPath: 'relative' }],
    ['a colon in the path', { mountPath: '/a:b' }],
    ['a path with dots', { subPath: '..a/b..' }],
    ['a path that is empty', { subPath: '', subPathExpr: '$(A)' }],
    ['recursive read-only', { readOnly: true, recursiveReadOnly: 'IfPossible', mountPropagation: 'None' }],
  ])('but not with %s', (_, members) => {
    expect(containerRefusals({ volumeMounts: [{ ...data, ...members }] })).toEqual([]);
  });

  test('but may go in both directions in a privileged container', () => {
    const volumeMounts = [{ ...data, mountPropagation: 'Bidirectional' }];
    expect(containerRefusals({ volumeMounts, securityContext: { privileged: true } })).toEqual([]);
  });
});

describe('devices are refused', () => {
  test.each<[string, object, string[]]>([
    [
      'of a volume without a claim',
      { volumeDevices: [{ name: 'data', devicePath: '/dev/a' }] },
      ['volumeDevices[0].name: must be a volume of a claim, got "data"'],
    ],
    [
      'of an unknown volume',
      { volumeDevices: [{ name: 'x', devicePath: '/dev/a' }] },
      ['volumeDevices[0].name: must be the name of a volume of the pod, got "x"'],
    ],
    [
      'at one path',
      {
        volumeDevices: [
          { name: 'claim', devicePath: '/a' },
          { name: 'claim', devicePath: '/a' },
        ],
      },
      [
        'volumeDevices[1].devicePath: must be unique, but an earlier entry has /a too',
        'volumeDevices[1].name: must be unique, but an earlier entry has claim too',
      ],
    ],
    ['without a path', { volumeDevices: [{ name: 'claim' }] }, ['volumeDevices[0].devicePath: is required']],
    [
      'that are mounted too',
      { volumeMounts: [{ name: 'claim', mountPath: '/a' }], volumeDevices: [{ name: 'claim', devicePath: '/a' }] },
      [
        'volumeDevices[0].name: must not be in volumeMounts too',
        'volumeDevices[0].devicePath: must not be the path of a mount too',
      ],
    ],
  ])('%s', (_, container, refused) => {
    expect(containerRefusals({ ...container })).toEqual(refused);
  });

  test('unless a claim provides them', () => {
    expect(containerRefusals({ volumeDevices: [{ name: 'claim', devicePath: '/dev/a' }] })).toEqual([]);
  });
});
