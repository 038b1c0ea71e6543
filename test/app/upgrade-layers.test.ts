import '../../lib';
import { upgradeLayers } from '../../lib/app/upgrade-layers';
import type { YamlMap } from '../../lib/values/merge';

const upgrade = (...layers: YamlMap[]) => upgradeLayers(layers, { from: '0.11.0', to: '1.2.3', separate: true });

const claim = { database: { sqlite: { persistence: { enabled: true } } } };
const named = { database: { sqlite: { persistence: { claimName: 'openchoreo-backstage-db' } } } };

test('keys that Helm refuses get a file of their own, if no file has such keys', () => {
  const { layers, additions } = upgrade({ backstage: claim });
  expect(layers).toHaveLength(2);
  expect(layers[0]).toMatchObject({ backstage: { ...claim, name: 'openchoreo-ui' } });
  expect(layers[0]).not.toMatchObject({ backstage: named });
  expect(layers[1]).toEqual({ backstage: named });
  expect(additions).toEqual([]);
});

test('keys that Helm refuses are added to the file that has such keys', () => {
  const { layers } = upgrade({ backstage: claim }, { backstage: { podLabels: { a: 'b' } } });
  expect(layers).toHaveLength(2);
  expect(layers[1]).toEqual({ backstage: { podLabels: { a: 'b' }, ...named } });
});

test('no file is added if Helm accepts all keys', () => {
  expect(upgrade({ backstage: {} }).layers).toHaveLength(1);
});

test('a key that Helm accepted before moves to the other file, and the report says so', () => {
  const tls = [{ secretName: 'cert' }];
  const { layers, report } = upgrade(
    { backstage: { ingress: { tls, hosts: [{ host: 'a.test' }] } } },
    { backstage: { ingress: { className: 'nginx' } } },
  );
  expect(layers[0]).toMatchObject({ backstage: { http: { hostnames: ['a.test'] } } });
  expect(layers[1]).toEqual({ backstage: { http: { className: 'nginx', tls } } });
  expect(report.entries).toContainEqual(
    expect.objectContaining({
      kind: 'moved',
      path: 'backstage.ingress.tls',
      message: expect.stringContaining('Helm refuses'),
    }),
  );
});

test('the value of the later file wins, wherever the file for such keys is', () => {
  const className = (name: string) => ({ backstage: { ingress: { ingressClassName: name } } });
  const ours = { backstage: { podLabels: { a: 'b' }, ingress: { ingressClassName: 'ours' } } };
  const winner = (...layers: YamlMap[]) =>
    upgrade(...layers).layers.find((layer) => JSON.stringify(layer).includes('podLabels'));
  expect(winner(className('first'), ours)).toMatchObject({ backstage: { http: { className: 'ours' } } });
  expect(winner(ours, className('last'))).toMatchObject({ backstage: { http: { className: 'last' } } });
});

test('in one text, the keys that Helm refuses stay, and are named', () => {
  const { layers, additions } = upgradeLayers([{ backstage: claim }], { from: '0.11.0', to: '1.2.3', separate: false });
  expect(layers).toHaveLength(1);
  expect(additions).toEqual(['backstage.database.sqlite.persistence.claimName']);
});
