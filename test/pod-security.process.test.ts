import { restrictedViolations } from './pod-security';
import { manifestSets } from './validated-manifests';

const corrected = manifestSets(0)['environments and examples'].filter(({ name }) => !name.endsWith(', exact'));

test.each(corrected.map(({ name, render }) => [name, render] as const))(
  'a namespace that enforces restricted takes the pods of %s',
  (_, render) => {
    const found = render().flatMap((manifest) => {
      const violations = restrictedViolations(manifest);
      return violations ? [{ kind: manifest.kind, violations }] : [];
    });
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ violations }) => violations.length > 0)).toEqual([]);
  },
);
