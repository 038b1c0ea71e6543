import { found, on } from '../support';

const fixes = (name: string) =>
  found(on({ database: { type: 'postgresql' }, extraEnv: [{ name, value: 'hunter2' }] }))
    .filter(({ rule }) => rule === 'reserved-env')
    .map(({ fix }) => fix);

test.each(['BACKEND_SECRET', 'JENKINS_API_KEY', 'POSTGRES_HOST', 'POSTGRES_PASSWORD'])(
  'names the Secret as the place for the value of %s',
  (name) => {
    expect(fixes(name)).toEqual([
      'remove the entry, and put the value into the Secret that backstage.secretName names',
    ]);
  },
);
