import { imageOf } from '../../../../lib/lines/common/image';
import { REMOVED, testChanges } from './support';

const POD = 'Deployment openchoreo-ui: spec.template.spec';
const IMAGE = `${POD}.containers[0].image`;
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('backstage.image', () => {
  testChanges([
    ['repository', { backstage: { image: { repository: 'mirror/ui' } } }, { [IMAGE]: 'mirror/ui:v0.11.0' }],
    ['tag', { backstage: { image: { tag: 'v9' } } }, { [IMAGE]: 'ghcr.io/openchoreo/openchoreo-ui:v9' }],
    [
      'registry, which replaces the registry of the repository',
      { backstage: { image: { registry: 'mirror.example.com' } } },
      { [IMAGE]: 'mirror.example.com/openchoreo/openchoreo-ui:v0.11.0' },
    ],
    [
      'registry with port and folder',
      { backstage: { image: { registry: 'mirror.example.com:5000/ghcr' } } },
      { [IMAGE]: 'mirror.example.com:5000/ghcr/openchoreo/openchoreo-ui:v0.11.0' },
    ],
    [
      'registry and a repository without one',
      { backstage: { image: { registry: 'mirror.example.com', repository: 'team/ui' } } },
      { [IMAGE]: 'mirror.example.com/team/ui:v0.11.0' },
    ],
    [
      'digest, without a tag',
      { backstage: { image: { digest: DIGEST } } },
      { [IMAGE]: `ghcr.io/openchoreo/openchoreo-ui@${DIGEST}` },
    ],
    [
      'digest and tag, which shows the version',
      { backstage: { image: { tag: 'v9', digest: DIGEST } } },
      { [IMAGE]: `ghcr.io/openchoreo/openchoreo-ui:v9@${DIGEST}` },
    ],
    [
      'registry, repository, tag and digest',
      { backstage: { image: { registry: 'localhost:5000', repository: 'ui', tag: 'v9', digest: DIGEST } } },
      { [IMAGE]: `localhost:5000/ui:v9@${DIGEST}` },
    ],
    [
      'pullPolicy',
      { backstage: { image: { pullPolicy: 'Always' } } },
      { [`${POD}.containers[0].imagePullPolicy`]: 'Always' },
    ],
    [
      'no pullPolicy',
      { backstage: { image: { pullPolicy: null } } },
      { [`${POD}.containers[0].imagePullPolicy`]: REMOVED },
    ],
  ]);

  test('an empty repository stays empty and does not use the default', () => {
    const nothing = { registry: undefined, repository: undefined, tag: '', digest: '', pullPolicy: undefined };
    expect(imageOf(nothing)).toEqual({ repository: '', pullPolicy: false });
  });
});

describe('imagePullSecrets', () => {
  const PATH = `${POD}.imagePullSecrets`;
  const [global, own, both] = [[{ name: 'global' }], [{ name: 'own' }], [{ name: 'both' }]];

  testChanges([
    ['of backstage are used for the pods', { backstage: { imagePullSecrets: own } }, { [PATH]: own }],
    ['of global are used only in corrected', { global: { imagePullSecrets: global } }, {}, { [PATH]: global }],
    [
      'of both are joined without duplicates',
      {
        global: { imagePullSecrets: [...global, ...both] },
        backstage: { imagePullSecrets: [...both, ...own] },
      },
      { [PATH]: [...both, ...own] },
      { [PATH]: [...global, ...both, ...own] },
    ],
  ]);
});
