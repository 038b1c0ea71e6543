import { containerRefusals, podRefusals } from './refusals';

const MAX_ID = 2147483647;

describe('the security context of a container is refused', () => {
  function context(securityContext: object): string[] {
    return containerRefusals({ securityContext }).map((text) => text.replace('securityContext.', ''));
  }

  test.each<[string, object, string[]]>([
    ['with a negative user', { runAsUser: -1 }, [`runAsUser: must be an integer from 0 to ${MAX_ID}, got -1`]],
    [
      'with a group above 32 bits',
      { runAsGroup: 2147483648 },
      [`runAsGroup: must be an integer from 0 to ${MAX_ID}, got 2147483648`],
    ],
    [
      'if a privileged container may not escalate',
      { privileged: true, allowPrivilegeEscalation: false },
      ['allowPrivilegeEscalation: must not be false, because privileged is true'],
    ],
    [
      'if an administrator may not escalate',
      { capabilities: { add: ['CAP_SYS_ADMIN'] }, allowPrivilegeEscalation: false },
      ['allowPrivilegeEscalation: must not be false, because the container gets CAP_SYS_ADMIN'],
    ],
    [
      'with a profile of the node without its name',
      { seccompProfile: { type: 'Localhost' } },
      ['seccompProfile.localhostProfile: is required, because type is Localhost'],
    ],
    [
      'with the name of a profile that it does not use',
      { seccompProfile: { type: 'RuntimeDefault', localhostProfile: 'a' } },
      ['seccompProfile.localhostProfile: must not be set, because type is not Localhost'],
    ],
    ['with a profile without a type', { appArmorProfile: {} }, ['appArmorProfile.type: is required']],
    [
      'with an unknown type of profile',
      { appArmorProfile: { type: 'Default' } },
      ['appArmorProfile.type: must be one of Localhost, RuntimeDefault, Unconfined, got "Default"'],
    ],
    [
      'with spaces around a profile',
      { appArmorProfile: { type: 'Localhost', localhostProfile: ' a' } },
      ['appArmorProfile.localhostProfile: must not have spaces around it'],
    ],
    [
      'with an absolute path of a profile',
      { seccompProfile: { type: 'Localhost', localhostProfile: '/a' } },
      ['seccompProfile.localhostProfile: must be a relative path, got "/a"'],
    ],
    [
      'if it must not be root, but is',
      { runAsNonRoot: true, runAsUser: 0 },
      ['runAsUser: must not be 0, because runAsNonRoot is true'],
    ],
    [
      'with all of /proc',
      { procMount: 'Unmasked' },
      ['procMount: must not be Unmasked, because hostUsers is not false'],
    ],
    [
      'with a user of Windows that has characters of a path',
      { windowsOptions: { runAsUserName: 'a/b' } },
      ['windowsOptions.runAsUserName: must be a user of Windows, got "a/b"'],
    ],
  ])('%s', (_, members, refused) => {
    expect(context(members)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['users and groups at both ends', { runAsUser: 0, runAsGroup: MAX_ID }],
    [
      'capabilities with any name',
      { capabilities: { add: ['SYS_ADMIN', 'anything'], drop: ['ALL'] }, allowPrivilegeEscalation: false },
    ],
    [
      'profiles of the node',
      {
        seccompProfile: { type: 'Localhost', localhostProfile: 'a/b.json' },
        appArmorProfile: { type: 'Localhost', localhostProfile: 'a' },
      },
    ],
    ['a user of a domain of Windows', { windowsOptions: { runAsUserName: 'NT AUTHORITY\\NetworkService' } }],
    ['root, which is allowed', { runAsNonRoot: false, runAsUser: 0 }],
  ])('but not with %s', (_, members) => {
    expect(context(members)).toEqual([]);
  });
});

describe('the security context of a pod is refused', () => {
  test.each<[string, object, string[]]>([
    [
      'with a negative group',
      { securityContext: { supplementalGroups: [1, -1] } },
      [`securityContext.supplementalGroups[1]: must be an integer from 0 to ${MAX_ID}, got -1`],
    ],
    [
      'with an empty policy',
      { securityContext: { fsGroupChangePolicy: '' } },
      ['securityContext.fsGroupChangePolicy: must not be empty'],
    ],
    [
      'with a policy that is off by default',
      { securityContext: { seLinuxChangePolicy: 'MountOption' } },
      ['securityContext.seLinuxChangePolicy: must be Recursive, got "MountOption"'],
    ],
    [
      'with a kernel parameter in capitals',
      { securityContext: { sysctls: [{ name: 'Net.a', value: '1' }] } },
      ['securityContext.sysctls[0].name: must be the name of a kernel parameter, got "Net.a"'],
    ],
    [
      'with a kernel parameter twice',
      { securityContext: { sysctls: [{ name: 'net.a' }, { name: 'net.a' }] } },
      ['securityContext.sysctls[1].name: must be unique, but an earlier entry has net.a too'],
    ],
    [
      'with a parameter of the network of the node',
      { hostNetwork: true, securityContext: { sysctls: [{ name: 'net/a' }] } },
      ['securityContext.sysctls[0].name: must not be set, because hostNetwork is true'],
    ],
    [
      'if its containers must not be root, but are',
      { securityContext: { runAsNonRoot: true, runAsUser: 0 } },
      ['securityContext.runAsUser: must not be 0, because runAsNonRoot is true'],
    ],
    [
      'with options of Windows on Linux',
      { os: { name: 'linux' }, securityContext: { windowsOptions: {} } },
      ['securityContext.windowsOptions: must not be set, because os.name is linux'],
    ],
    [
      'with options of Linux on Windows',
      { os: { name: 'windows' }, hostPID: true, securityContext: { fsGroup: 1 } },
      [
        'hostPID: must not be set, because os.name is windows',
        'securityContext.fsGroup: must not be set, because os.name is windows',
      ],
    ],
    ['with an unknown operating system', { os: { name: 'macos' } }, ['os.name: must be linux or windows, got "macos"']],
    [
      'with users of its own in the network of the node',
      { hostUsers: false, hostNetwork: true },
      ['hostNetwork: must not be true, because hostUsers is false'],
    ],
    [
      'with shared processes of the node',
      { hostPID: true, shareProcessNamespace: true },
      ['shareProcessNamespace: must not be true, because hostPID is true'],
    ],
    [
      'with processes of a Windows node outside its network',
      { securityContext: { windowsOptions: { hostProcess: true } } },
      ['hostNetwork: must be true, because containers have hostProcess true'],
    ],
  ])('%s', (_, pod, refused) => {
    expect(podRefusals({ ...pod })).toEqual(refused);
  });

  test.each<[string, object]>([
    [
      'kernel parameters in its own namespaces',
      { securityContext: { sysctls: [{ name: 'net.core.somaxconn', value: '1' }, { name: 'kernel/sem' }] } },
    ],
    ['root on Windows', { os: { name: 'windows' }, securityContext: { runAsNonRoot: true } }],
    [
      'policies',
      {
        securityContext: {
          fsGroup: 0,
          fsGroupChangePolicy: 'OnRootMismatch',
          supplementalGroupsPolicy: 'Strict',
          seLinuxChangePolicy: 'Recursive',
        },
      },
    ],
    [
      'all of /proc for users of its own',
      { hostUsers: false, containers: [{ name: 'a', image: 'a', securityContext: { procMount: 'Unmasked' } }] },
    ],
  ])('but not with %s', (_, pod) => {
    expect(podRefusals({ ...pod })).toEqual([]);
  });
});
