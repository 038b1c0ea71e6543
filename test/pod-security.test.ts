import type { PodSpec } from 'kubernetes-types/core/v1';
import { renderManifests, type Values } from '../lib';
import { podViolations, restrictedViolations } from './pod-security';

// The portal in a namespace that enforces the profile `restricted`. pod-security.process.test.ts checks the examples.

const SPEC: PodSpec = {
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [
    { name: 'main', image: 'a', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } },
  ],
};

const [MAIN = { name: 'main' }] = SPEC.containers;

describe('the check', () => {
  const withContext = (context: object): PodSpec => ({
    ...SPEC,
    containers: [{ ...MAIN, securityContext: { ...MAIN.securityContext, ...context } }],
  });

  test('accepts a restricted pod', () => {
    expect(podViolations({ spec: SPEC })).toEqual([]);
    expect(
      podViolations({ spec: withContext({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }) }),
    ).toEqual([]);
  });

  test.each<[string, PodSpec]>([
    ['hostNetwork', { ...SPEC, hostNetwork: true }],
    ['hostPID', { ...SPEC, hostPID: true }],
    ['hostIPC', { ...SPEC, hostIPC: true }],
    ['volume host', { ...SPEC, volumes: [{ name: 'host', hostPath: { path: '/' } }] }],
    ['volume nfs', { ...SPEC, volumes: [{ name: 'nfs', nfs: { path: '/', server: 'a' } }] }],
    [
      'sysctl kernel.msgmax',
      { ...SPEC, securityContext: { ...SPEC.securityContext, sysctls: [{ name: 'kernel.msgmax', value: '1' }] } },
    ],
    ['pod: runAsUser', { ...SPEC, securityContext: { ...SPEC.securityContext, runAsUser: 0 } }],
    [
      'pod: appArmorProfile',
      { ...SPEC, securityContext: { ...SPEC.securityContext, appArmorProfile: { type: 'Unconfined' } } },
    ],
    ['main: runAsNonRoot', { ...SPEC, securityContext: { seccompProfile: { type: 'RuntimeDefault' } } }],
    ['main: seccompProfile', { ...SPEC, securityContext: { runAsNonRoot: true } }],
    ['main: seccompProfile', withContext({ seccompProfile: { type: 'Unconfined' } })],
    ['main: runAsNonRoot', withContext({ runAsNonRoot: false })],
    ['main: runAsUser', withContext({ runAsUser: 0 })],
    ['main: privileged', withContext({ privileged: true })],
    ['main: allowPrivilegeEscalation', withContext({ allowPrivilegeEscalation: undefined })],
    ['main: capabilities.drop', withContext({ capabilities: {} })],
    ['main: capabilities.add', withContext({ capabilities: { drop: ['ALL'], add: ['CHOWN'] } })],
    ['main: procMount', withContext({ procMount: 'Unmasked' })],
    ['main: appArmorProfile', withContext({ appArmorProfile: { type: 'Unconfined' } })],
    ['main: seLinuxOptions.type', withContext({ seLinuxOptions: { type: 'spc_t' } })],
    ['main: seLinuxOptions.user', withContext({ seLinuxOptions: { user: 'root' } })],
    ['main: hostProcess', withContext({ windowsOptions: { hostProcess: true } })],
    ['main: hostPort', { ...SPEC, containers: [{ ...MAIN, ports: [{ containerPort: 80, hostPort: 80 }] }] }],
    [
      'main: host of a probe or hook',
      { ...SPEC, containers: [{ ...MAIN, livenessProbe: { httpGet: { host: '127.0.0.1', port: 80 } } }] },
    ],
    [
      'init: capabilities.drop',
      { ...SPEC, initContainers: [{ name: 'init', securityContext: { allowPrivilegeEscalation: false } }] },
    ],
  ])('finds %s', (field, spec) => {
    expect(podViolations({ spec })).toEqual([field]);
  });

  test('finds an annotation that switches AppArmor off', () => {
    const annotations = { 'container.apparmor.security.beta.kubernetes.io/main': 'unconfined' };
    expect(podViolations({ metadata: { annotations }, spec: SPEC })).toHaveLength(1);
  });
});

const PORTAL: Values = { backstage: { backendSecret: 'test', auth: { registration: { enabled: true } } } };

/** Returns the violations of each object that makes pods, by kind. */
function violations(values: readonly Values[], fidelity: 'exact' | 'corrected' = 'corrected') {
  return Object.fromEntries(
    renderManifests([PORTAL, ...values], { fidelity }).flatMap((manifest) => {
      const found = restrictedViolations(manifest);
      return found ? [[manifest.kind, found]] : [];
    }),
  );
}

test('a namespace that enforces restricted takes the pods of the portal and of the registration Job', () => {
  expect(violations([])).toEqual({ Deployment: [], Job: [] });
  expect(violations([], 'exact')).toEqual({ Deployment: ['backstage: appArmorProfile'], Job: [] });
});

test('it also takes them without users and groups, as OpenShift requires', () => {
  const nulls = { runAsUser: null, runAsGroup: null, fsGroup: null };
  expect(violations([{ backstage: { podSecurityContext: nulls } }])).toEqual({ Deployment: [], Job: [] });
});
