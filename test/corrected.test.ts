import type { Deployment } from 'kubernetes-types/apps/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1';
import { FIDELITIES, type Manifest, renderManifests } from '../lib';
import { EXISTING, MARKER, validValues } from './arbitrary-values';
import { samplesOf } from './for-all';
import { containers, names, ofKind, podSelectors, podTemplate, twice } from './rendered';

// Properties of the output in `corrected` fidelity, for random values. Some of them also apply to `exact`.

const { renderAll, forAll } = samplesOf(validValues, (values, fidelity) => renderManifests(values, { fidelity }), 150);

test('the random values render each kind of object, some of them with optional members', () => {
  const all = renderAll('corrected');
  expect([...new Set(all.flat().map(({ kind }) => kind))].sort()).toEqual([
    'ConfigMap',
    'Deployment',
    'ExternalSecret',
    'HTTPRoute',
    'HorizontalPodAutoscaler',
    'Ingress',
    'Job',
    'NetworkPolicy',
    'PersistentVolumeClaim',
    'PodDisruptionBudget',
    'PriorityClass',
    'Secret',
    'Service',
    'ServiceAccount',
    'ServiceMonitor',
  ]);
  const members = ['"filters":', '"timeouts":', '"defaultBackend":', '"initContainers":', '"lifecycle":', '"/tmp"'];
  expect(members.filter((member) => !JSON.stringify(all).includes(member))).toEqual([]);
});

test('every selector selects the pods of the Deployment', () => {
  forAll((manifests) => {
    const { labels } = podTemplate(manifests);
    for (const selector of podSelectors(manifests)) {
      expect(selector).toEqual({
        matchLabels: expect.objectContaining({ 'app.kubernetes.io/component': 'backstage' }),
      });
      expect(labels).toMatchObject(selector?.matchLabels ?? {});
    }
  });
});

test('no selector selects the pods of the Job that registers redirect URLs', () => {
  forAll((manifests) => {
    const { labels, spec } = podTemplate(manifests, 'Job');
    for (const { matchLabels = {} } of spec ? podSelectors(manifests).map((selector) => selector ?? {}) : []) {
      expect(labels).not.toMatchObject(matchLabels);
    }
  }, FIDELITIES);
});

test('a ServiceMonitor selects the Service, and Prometheus may connect', () => {
  forAll((manifests) => {
    const [service] = ofKind<Manifest>(manifests, 'Service');
    const [policy] = ofKind<NetworkPolicy>(manifests, 'NetworkPolicy');
    type Monitor = Manifest & { spec: { selector: LabelSelector; namespaceSelector: { matchNames: string[] } } };
    for (const { spec, metadata } of ofKind<Monitor>(manifests, 'ServiceMonitor')) {
      expect(service?.metadata.labels).toMatchObject(spec.selector.matchLabels ?? {});
      expect(spec.namespaceSelector.matchNames).toEqual([service?.metadata.namespace]);
      const admitted = policy?.spec?.ingress?.flatMap(({ from = [] }) => from) ?? [];
      if (policy) {
        const { namespace = '' } = metadata;
        const peers = [{}, { matchLabels: { 'kubernetes.io/metadata.name': namespace } }].map((namespaceSelector) =>
          JSON.stringify({ namespaceSelector }),
        );
        expect(admitted.some((peer) => peers.includes(JSON.stringify(peer)))).toBe(true);
      }
    }
  });
});

test('no two HTTPRoutes match the same requests', () => {
  forAll((manifests) => {
    type Route = Manifest & {
      spec: { hostnames: string[]; parentRefs: { name: string; namespace: string; sectionName?: string }[] };
    };
    const routes = ofKind<Route>(manifests, 'HTTPRoute').filter(
      ({ metadata }) => metadata.labels?.['app.kubernetes.io/component'] === 'backstage',
    );
    const listeners = routes.flatMap(({ spec }) =>
      spec.parentRefs.map(({ name, namespace, sectionName }) => [namespace, name, sectionName].join('/')),
    );
    expect(twice(listeners)).toEqual([]);
    if (routes.length > 1) {
      // A parent without a listener attaches to all listeners.
      expect(listeners.filter((listener) => listener.endsWith('/'))).toEqual([]);
    }
  }, FIDELITIES);
});

test('the Deployment omits replicas if there is an autoscaler', () => {
  forAll((manifests) => {
    const [deployment] = ofKind<Deployment>(manifests, 'Deployment');
    const isAutoscaled = names(manifests, 'HorizontalPodAutoscaler').length > 0;
    expect(deployment?.spec?.replicas === undefined).toBe(isAutoscaled);
  });
});

test('every object that the pods refer to is rendered, or named by a value', () => {
  forAll((manifests, { backstage = {}, global }) => {
    const { caBundle, secretName } = backstage.database?.postgresql ?? {};
    const declared = {
      Secret: [
        ...names(manifests, 'Secret'),
        ...names(manifests, 'ExternalSecret'),
        ...(global?.imagePullSecrets ?? []).map(({ name }) => name),
        ...(backstage.imagePullSecrets ?? []).map(({ name }) => name),
        backstage.secretName,
        secretName,
        caBundle?.secret,
        EXISTING.secret,
      ],
      ConfigMap: [...names(manifests, 'ConfigMap'), caBundle?.configMap, EXISTING.configMap],
      PersistentVolumeClaim: [
        ...names(manifests, 'PersistentVolumeClaim'),
        backstage.database?.sqlite?.persistence?.existingClaim,
      ],
    };
    for (const { env = [], envFrom = [] } of containers(manifests)) {
      for (const { valueFrom } of env) {
        expect([...declared.Secret, undefined]).toContain(valueFrom?.secretKeyRef?.name);
        expect(valueFrom && !valueFrom.secretKeyRef).toBeFalsy();
      }
      for (const { configMapRef, secretRef } of envFrom) {
        expect([...declared.ConfigMap, undefined]).toContain(configMapRef?.name);
        expect([...declared.Secret, undefined]).toContain(secretRef?.name);
      }
    }
    for (const kind of ['Deployment', 'Job'] as const) {
      for (const { name } of podTemplate(manifests, kind).spec?.imagePullSecrets ?? []) {
        expect(declared.Secret).toContain(name);
      }
    }
    const { spec } = podTemplate(manifests);
    for (const { configMap, secret, persistentVolumeClaim } of spec.volumes ?? []) {
      expect([...declared.ConfigMap, undefined]).toContain(configMap?.name);
      expect([...declared.Secret, undefined]).toContain(secret?.secretName);
      expect([...declared.PersistentVolumeClaim, undefined]).toContain(persistentVolumeClaim?.claimName);
    }
    expect(names(manifests, 'ServiceAccount')).toEqual([spec.serviceAccountName]);
    const rendersClass = backstage.priorityClass?.create === true && spec.priorityClassName;
    expect(names(manifests, 'PriorityClass')).toEqual(rendersClass ? [spec.priorityClassName] : []);
    const [service] = ofKind<{ spec: { ports: { targetPort: string }[] } }>(manifests, 'Service');
    const [container] = spec.containers;
    expect(container?.ports?.map(({ name }) => name)).toContain(service?.spec.ports[0]?.targetPort);
  });
});

test('the pods refer to every rendered ConfigMap', () => {
  forAll((manifests) => {
    const { spec } = podTemplate(manifests);
    expect(names(manifests, 'ConfigMap')).toEqual(
      (spec.volumes ?? []).flatMap(({ name, configMap }) => (name === 'extra-app-config' ? [configMap?.name] : [])),
    );
  });
});

test('the rendered Secret contains every key that a variable reads', () => {
  forAll((manifests) => {
    const [secret] = ofKind<{ metadata: { name: string }; data: object }>(manifests, 'Secret');
    for (const { valueFrom } of containers(manifests).flatMap(({ env = [] }) => env)) {
      if (secret && valueFrom?.secretKeyRef?.name === secret.metadata.name) {
        expect(Object.keys(secret.data)).toContain(valueFrom.secretKeyRef.key);
      }
    }
  });
});

test('no variable, container, volume or registry login is rendered twice', () => {
  forAll((manifests) => {
    for (const { env = [] } of containers(manifests)) {
      expect(twice(env.map(({ name }) => name))).toEqual([]);
    }
    const { spec } = podTemplate(manifests);
    expect(twice([...(spec.initContainers ?? []), ...spec.containers].map(({ name }) => name))).toEqual([]);
    expect(twice((spec.volumes ?? []).map(({ name }) => name))).toEqual([]);
    expect(twice((spec.imagePullSecrets ?? []).map(({ name }) => name))).toEqual([]);
  }, FIDELITIES);
});

test('every mount has a volume and a unique folder, and every rendered volume has a mount', () => {
  forAll((manifests) => {
    const { spec } = podTemplate(manifests);
    const volumes = (spec.volumes ?? []).map(({ name }) => name);
    const mounted = spec.containers.flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name));
    for (const { volumeMounts = [] } of spec.containers) {
      expect(twice(volumeMounts.map(({ mountPath }) => mountPath.replace(/\/+$/, '')))).toEqual([]);
    }
    expect(mounted.filter((name) => !volumes.includes(name))).toEqual([]);
    expect(volumes.filter((name) => !mounted.includes(name))).toEqual([]);
  }, FIDELITIES);
});

test('/tmp is writable if the root filesystem is read-only', () => {
  forAll((manifests) => {
    const { spec } = podTemplate(manifests);
    const [{ securityContext, volumeMounts = [] } = { volumeMounts: [] }] = spec.containers;
    const tmp = volumeMounts.filter(({ mountPath }) => mountPath === '/tmp');
    expect(!securityContext?.readOnlyRootFilesystem || (tmp.length === 1 && !tmp[0]?.readOnly)).toBe(true);
  });
});

test('no secret is rendered outside the Secret, and none at all with other sources', () => {
  forAll((manifests, { backstage }) => {
    const isInline = backstage?.backendSecret !== undefined;
    const hidden = Buffer.from(MARKER).toString('base64').slice(0, -2);
    const text = JSON.stringify(manifests.filter(({ kind }) => !(isInline && kind === 'Secret')));
    expect(text).not.toContain(MARKER);
    expect(text).not.toContain(hidden);
    expect(names(manifests, 'Secret').length).toBe(isInline ? 1 : 0);
  });
});

test('SQLite on a claim stops the old pod first', () => {
  forAll((manifests, { backstage }) => {
    const { type, sqlite } = backstage?.database ?? {};
    const [deployment] = ofKind<Deployment>(manifests, 'Deployment');
    const isOnClaim = type === 'sqlite' && sqlite?.persistence?.enabled === true;
    const { strategy } = backstage ?? {};
    const byDefault = { maxSurge: '25%', maxUnavailable: '25%' };
    const rollingUpdate =
      strategy || !isOnClaim ? { ...byDefault, ...strategy?.rollingUpdate } : { maxSurge: 0, maxUnavailable: 1 };
    const isRecreated = strategy?.type === 'Recreate';
    expect(deployment?.spec?.strategy).toEqual(isRecreated ? strategy : { type: 'RollingUpdate', rollingUpdate });
    if (isOnClaim && deployment?.spec?.strategy?.type !== 'Recreate') {
      expect(deployment?.spec?.strategy?.rollingUpdate?.maxSurge).toBe(0);
    }
  });
});
