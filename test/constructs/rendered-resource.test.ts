import { JsonPatch } from 'cdk8s';
import { patchObjects } from '../../lib';
import { BackstageConfigMap } from '../../lib/constructs/config-file';
import { FLUX_SUBSTITUTE } from '../../lib/kubernetes/flux-substitution';
import { manifests, testChart, testDeployment } from '../support';

const DISABLED = { [FLUX_SUBSTITUTE]: 'disabled' };

/** Returns a ConfigMap with this title. */
function configMap(title: string, annotations?: Readonly<Record<string, string>>) {
  const chart = testChart();
  const { apiObject } = new BackstageConfigMap(chart, 'ConfigMap', {
    volume: 'config',
    file: 'app-config.extra.yaml',
    configMap: 'portal-config',
    content: { app: { title } },
    metadata: annotations && { annotations },
  });
  return { chart, apiObject, annotations: () => apiObject.toJson().metadata.annotations };
}

describe('the annotation that keeps Flux from replacing variables', () => {
  test.each(['${TITLE}', '$$', '$${TITLE}'])('is on an object with the text %s', (title) => {
    expect(configMap(title).annotations()).toEqual(DISABLED);
  });

  test.each(['Portal', '$TITLE', '$(TITLE)'])('is not on an object with the text %s', (title) => {
    expect(configMap(title).annotations()).toBeUndefined();
  });

  test('stands beside other annotations', () => {
    const note = { note: 'a' };
    expect(configMap('${TITLE}', note).annotations()).toEqual({ ...note, ...DISABLED });
    expect(configMap('Portal', note).annotations()).toEqual(note);
    expect(configMap('Portal', { note: '${TEAM}' }).annotations()).toEqual({ note: '${TEAM}', ...DISABLED });
  });

  test('keeps the value that a construct or a patch sets', () => {
    const enabled = { [FLUX_SUBSTITUTE]: 'enabled' };
    expect(configMap('${TITLE}', enabled).annotations()).toEqual(enabled);
    const patched = configMap('${TITLE}');
    patched.apiObject.addJsonPatch(
      JsonPatch.replace(`/metadata/annotations/${FLUX_SUBSTITUTE.replace('/', '~1')}`, 'enabled'),
    );
    expect(patched.annotations()).toEqual(enabled);
  });

  test('is on a Deployment whose variables are added later, and its pods stay unchanged', () => {
    const chart = testChart();
    const deployment = testDeployment(chart);
    const annotation = () => deployment.apiObject.toJson().metadata.annotations;
    expect(annotation()).toBeUndefined();
    const before = deployment.apiObject.toJson().spec.template.metadata;
    deployment.addEnv([{ name: 'GREETING', value: 'Hello ${NAME}' }]);
    expect(annotation()).toEqual(DISABLED);
    expect(deployment.apiObject.toJson().spec.template.metadata).toEqual(before);
  });

  test('is on an object that a patch changes', () => {
    const { apiObject, annotations } = configMap('Portal');
    apiObject.addJsonPatch(JsonPatch.add('/data/other', '${TEAM}'), JsonPatch.add('/metadata/annotations/note', 'a'));
    expect(annotations()).toEqual({ ...DISABLED, note: 'a' });
  });

  test('can be patched where the rendered YAML has it', () => {
    const { chart, annotations } = configMap('${TITLE}');
    const target = { kind: 'ConfigMap', name: 'portal-config' };
    patchObjects(chart, [{ target, patch: [{ op: 'add', path: '/metadata/annotations/note', value: 'a' }] }]);
    expect(manifests(chart)[0]?.metadata.annotations).toEqual({ ...DISABLED, note: 'a' });
    patchObjects(chart, [{ target, patch: [{ op: 'add', path: '/metadata/annotations', value: { note: 'b' } }] }]);
    expect(annotations()).toEqual({ ...DISABLED, note: 'b' });
  });
});

test('a patch that cannot be applied names the construct', () => {
  const { apiObject } = configMap('Portal');
  apiObject.addJsonPatch(JsonPatch.add('/missing/key', 'a'));
  expect(() => apiObject.toJson()).toThrow("Failed serializing construct at path 'test/ConfigMap/Resource'");
});
