import type { RenderOptions, Values } from '../../../lib';
import type { Finding } from '../../../lib/util/finding';
import { warnings } from '../../lines/0.11/rules/support';

type Backstage = NonNullable<Values['backstage']>;

function found(backstage: Backstage, options: RenderOptions = {}): readonly Finding[] {
  return warnings({ backstage }, options).filter(({ rule }) => rule === 'termination-grace-period');
}

const sleeping = (seconds: number) => ({ preStop: { exec: { command: ['sh', '-c', `sleep ${seconds}`] } } });

test('warns about a hook that sleeps until Kubernetes kills the container', () => {
  expect(found({ lifecycle: sleeping(45) })).toEqual([
    {
      rule: 'termination-grace-period',
      severity: 'warning',
      path: 'backstage.lifecycle.preStop',
      message: 'sleeps 45 s, but the pod has 30 s to stop, so Kubernetes kills the container while it sleeps',
      fix: 'set backstage.terminationGracePeriodSeconds to 75, or let it sleep less',
    },
  ]);
  expect(found({ lifecycle: sleeping(45), terminationGracePeriodSeconds: 75 })).toEqual([]);
});

test('warns about a hook of a container beside Backstage', () => {
  const extraContainers = [{ name: 'proxy', image: 'example.com/proxy:1', lifecycle: sleeping(10) }];
  expect(found({ extraContainers })).toEqual([]);
  expect(found({ extraContainers, terminationGracePeriodSeconds: 10 })).toEqual([
    expect.objectContaining({ path: 'backstage.extraContainers[0].lifecycle.preStop' }),
  ]);
});

test('does not warn if Backstage is disabled or the rule is switched off', () => {
  expect(found({ enabled: false, lifecycle: sleeping(45) })).toEqual([]);
  expect(found({ lifecycle: sleeping(45) }, { allow: ['termination-grace-period'] })).toEqual([]);
});
