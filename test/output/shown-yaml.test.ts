import { shownYaml } from '../../lib/output/shown-yaml';

const object = (kind: string, more: object) => ({ apiVersion: 'v1', kind, metadata: { name: 'a' }, ...more });

test('hides the values of a Secret, and shows its keys', () => {
  const yaml = shownYaml(object('Secret', { data: { token: 'aHVudGVyMg==' } }), new Set());
  expect(yaml).toContain('data:\n  token: (hidden)\n');
});

test('shows the variables of the portal that are public, and hides the others', () => {
  const env = ['PORT', 'TOKEN'].map((name) => ({ name, value: `value-of-${name}` }));
  const spec = { template: { spec: { containers: [{ name: 'backstage', env }] } } };
  const yaml = shownYaml({ ...object('Deployment', { spec }), apiVersion: 'apps/v1' }, new Set(['PORT']));
  expect(yaml).toContain('value: value-of-PORT');
  expect(yaml).toContain('- name: TOKEN\n              value: (hidden)');
});

test('shows the settings in the files of a ConfigMap that differences show', () => {
  const text = 'app:\n  title: Portal\nproxy:\n  token: hunter2\n  other: ${TOKEN}\n';
  const yaml = shownYaml(object('ConfigMap', { data: { 'app-config.yaml': text, 'run.sh': 'hunter2' } }), new Set());
  expect(yaml).toContain('title: Portal');
  expect(yaml).toContain('token: (hidden)');
  expect(yaml).toContain('other: ${TOKEN}');
  expect(yaml).toContain('run.sh: (hidden)');
  expect(yaml).not.toContain('hunter2');
});

test('hides a file that is not valid YAML', () => {
  const yaml = shownYaml(object('ConfigMap', { data: { 'a.yaml': 'token: [hunter2' } }), new Set());
  expect(yaml).toContain('a.yaml: (hidden)');
});
