import { refusals } from '../refusals';

const template = { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'app' }] } };

function cronJob({ name = 'a', ...members }: { readonly name?: string; readonly [member: string]: unknown }): string[] {
  const spec = { schedule: '0 3 * * *', jobTemplate: { spec: { template } }, ...members };
  return refusals({ apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name }, spec }).map((text) =>
    text.replace('spec.', ''),
  );
}

function job(members: object): string[] {
  return cronJob({ jobTemplate: { spec: { template, ...members } } });
}

test('a CronJob is refused with a name of more than 52 characters', () => {
  expect(cronJob({ name: 'a'.repeat(52) })).toEqual([]);
  expect(cronJob({ name: 'a'.repeat(53) })).toEqual(['metadata.name: must have at most 52 characters, got 53']);
});

test.each(['Berlin', 'europe/berlin', 'Local', ''])('the time zone "%s" is refused', (timeZone) => {
  expect(cronJob({ timeZone })).toEqual([`timeZone: must be the name of a time zone, got "${timeZone}"`]);
});

test.each(['Europe/Berlin', 'UTC', 'Etc/GMT+1'])('the time zone %s is accepted', (timeZone) => {
  expect(cronJob({ timeZone })).toEqual([]);
});

test('the Jobs of a CronJob are checked as other Jobs, and have no selector', () => {
  expect(job({ selector: {} })).toEqual(['jobTemplate.spec.selector: must not be set, because Kubernetes sets it']);
  expect(job({ manualSelector: true })).toContain('jobTemplate.spec.manualSelector: must not be true in a CronJob');
  expect(job({ backoffLimit: -1 })).toEqual([
    'jobTemplate.spec.backoffLimit: must be an integer of at least 0, got -1',
  ]);
  expect(job({ completionMode: 'Indexed' })).toHaveLength(1);
  expect(job({ completionMode: 'Indexed', completions: 2 })).toEqual([]);
});
