import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Job } from 'kubernetes-types/batch/v1';
import type { EnvVar } from 'kubernetes-types/core/v1';
import { script } from '../../imports/register-redirect-urls.json';
import { BackstageClientRegistration, type BackstageClientRegistrationProps } from '../../lib/client-registration';
import type { JsonMap } from '../../lib/json';
import { CREDENTIALS, manifestOf, testChart } from '../support';
import { type Answer, NAMES, type Spelling, ThunderStub, type ThunderStubProps, TOKEN } from './thunder-stub';

const CLIENT = 'openchoreo-backstage-client';
const SECRET = 'test-secret-91c2';
const URLS = ['https://console.example.com/callback', 'https://portal.example.com/callback'];

function jobOf(props: Partial<BackstageClientRegistrationProps> = {}): Job {
  const least = { thunderUrl: 'http://thunder:8090', secret: CREDENTIALS, redirectUrls: URLS };
  return manifestOf(new BackstageClientRegistration(testChart(), 'Registration', { ...least, ...props })) as Job;
}

function envOf(job: Job): EnvVar[] {
  return job.spec?.template.spec?.containers[0]?.env ?? [];
}

describe('the script', () => {
  test('is the one in job/, which npm run generate takes over', () => {
    expect(script).toBe(readFileSync(join(__dirname, '..', '..', 'job', 'register-redirect-urls.mjs'), 'utf8'));
  });

  test('has nothing that Kubernetes would expand', () => {
    expect(script).not.toContain('$(');
    expect(script).not.toContain('$$');
  });
});

/** How a run of the Job ended. */
interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const stubs: ThunderStub[] = [];

afterEach(async () => {
  await Promise.all(stubs.splice(0).map((stub) => stub.stop()));
});

async function thunder(props: Partial<ThunderStubProps> = {}): Promise<ThunderStub> {
  const stub = await ThunderStub.start({ secret: SECRET, ...props });
  stubs.push(stub);
  return stub;
}

/** Runs what the Job runs, with its variables and no others, against Thunder at another URL. No run tells a secret. */
async function run(
  { url }: { readonly url: string },
  { secret = SECRET, ...props }: Partial<Omit<BackstageClientRegistrationProps, 'secret'>> & { secret?: string } = {},
  onOutput: () => void = () => {},
): Promise<Run> {
  const job = jobOf({ waitSeconds: 0, ...props });
  const [, ...args] = job.spec?.template.spec?.containers[0]?.command ?? [];
  const given: Record<string, string> = { THUNDER_URL: url, CLIENT_SECRET: secret };
  const env = Object.fromEntries(envOf(job).map(({ name, value }) => [name, given[name] ?? value]));
  // In this process, for a Node of its own would take longer to start than the script runs; one test has one.
  const output = { stdout: '', stderr: '' };
  const process = { env, exitCode: 0, exit: () => {} };
  const say = (stream: keyof typeof output) => (line: string) => {
    output[stream] += `${line}\n`;
    onOutput();
  };
  const script = (args.at(-1) ?? '')
    .replace(/^main\(\)/m, 'return $&')
    .replace('TIMEOUT_MS = 30000', 'TIMEOUT_MS = 500');
  await new Function('process', 'console', script)(process, { log: say('stdout'), error: say('stderr') });
  const code = process.exitCode;
  for (const told of Object.values(output)) {
    for (const hidden of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), TOKEN]) {
      expect(told).not.toContain(hidden);
    }
  }
  return { code, ...output };
}

/** An application of Thunder, with members that the Job knows nothing of. */
function application(
  spelling: Spelling,
  clientId: string,
  redirectUrls: readonly string[],
  name = 'Backstage',
): JsonMap {
  const names = NAMES[spelling];
  return {
    name,
    description: 'made by hand',
    [names.clientId]: clientId,
    url: 'https://console.example.com',
    allowed_user_types: ['person'],
    assertion: { validity: 3600, attributes: null },
    [names.inbound]: [
      {
        type: 'oauth2',
        config: {
          [names.clientId]: clientId,
          [names.secret]: SECRET,
          [names.urls]: redirectUrls,
          scopes: ['openid', 'profile'],
          pkce: { required: true },
        },
      },
    ],
  };
}

/** What Thunder has registered for the client, of all its applications. */
function registered(stub: ThunderStub, spelling: Spelling = 'old'): JsonMap[] {
  const { inbound, clientId } = NAMES[spelling];
  return [...stub.applications.values()].flatMap((of) =>
    ((of[inbound] ?? []) as { config?: JsonMap }[]).flatMap(({ config }) =>
      config?.[clientId] === CLIENT ? [config] : [],
    ),
  );
}

describe('run against Thunder, the Job', () => {
  test('registers the client where there is none', async () => {
    const stub = await thunder();
    expect(await run(stub)).toEqual({
      code: 0,
      stdout: `Registered the client ${CLIENT} with ${URLS.join(' ')}\n`,
      stderr: '',
    });
    expect(stub.received.map(({ what }) => what)).toEqual([
      'POST /oauth2/token',
      'GET /applications',
      'POST /applications',
    ]);
    expect(registered(stub)).toEqual([
      {
        client_id: CLIENT,
        client_secret: SECRET,
        redirect_uris: URLS,
        grant_types: ['authorization_code', 'client_credentials'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_post',
        pkce_required: false,
        public_client: false,
      },
    ]);
  });

  test('asks for a token as the client, with the scope that reads and writes applications', async () => {
    const stub = await thunder();
    await run(stub, { clientId: 'portal' });
    const [{ body } = { body: '' }] = stub.received;
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'portal',
      client_secret: SECRET,
      scope: 'system',
    });
  });

  test('is what node runs of the command as it stands, and fails where nobody answers', () => {
    const job = jobOf({ thunderUrl: 'http://127.0.0.1:9', waitSeconds: 0 });
    const [, ...args] = job.spec?.template.spec?.containers[0]?.command ?? [];
    const env = Object.fromEntries(envOf(job).map(({ name, value }) => [name, value ?? SECRET]));
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^Thunder does not answer at http:\/\/127\.0\.0\.1:9: [\w ]+\n$/),
    });
  });

  describe.each<Spelling>(['old', 'new'])('with the %s spelling', (spelling) => {
    const names = NAMES[spelling];

    test('changes the URLs where they are others, and nothing else of the application', async () => {
      const before = application(spelling, CLIENT, ['https://old.example.com/callback']);
      const stub = await thunder({ spelling, applications: { ours: before } });
      expect(await run(stub)).toEqual({
        code: 0,
        stdout: `Changed the client ${CLIENT} from https://old.example.com/callback to ${URLS.join(' ')}\n`,
        stderr: '',
      });
      expect(stub.writes.map(({ what }) => what)).toEqual(['PUT /applications/ours']);
      expect(stub.applications.get('ours')).toEqual({ id: 'ours', ...application(spelling, CLIENT, URLS) });
    });

    test('changes them where there are none yet', async () => {
      const stub = await thunder({ spelling, applications: { ours: application(spelling, CLIENT, []) } });
      expect(await run(stub)).toMatchObject({
        code: 0,
        stdout: `Changed the client ${CLIENT} from no URL to ${URLS.join(' ')}\n`,
      });
      expect(registered(stub, spelling)).toMatchObject([{ [names.urls]: URLS, [names.secret]: SECRET }]);
    });

    test.each([
      ['they are the same', URLS],
      ['they are the same in another order', [...URLS].reverse()],
    ])('writes nothing where %s', async (_, urls) => {
      const stub = await thunder({ spelling, applications: { ours: application(spelling, CLIENT, urls) } });
      expect(await run(stub)).toEqual({
        code: 0,
        stdout: `The client ${CLIENT} has ${URLS.join(' ')} already\n`,
        stderr: '',
      });
      expect(stub.writes).toEqual([]);
    });

    test('changes nothing when run again', async () => {
      const stub = await thunder({ spelling, applications: { ours: application(spelling, CLIENT, ['https://old']) } });
      await run(stub);
      const after = structuredClone(stub.applications);
      expect(await run(stub)).toMatchObject({ code: 0, stdout: expect.stringContaining('already') });
      expect(stub.applications).toEqual(after);
      expect(stub.writes).toHaveLength(1);
    });

    test('changes only the one of several applications that has the client, even where the list does not say which', async () => {
      const applications = {
        a: application(spelling, 'another-client', ['https://a'], 'Console'),
        b: { name: 'Without a client', description: '' },
        c: application(spelling, CLIENT, ['https://c'], 'Portal'),
        d: application(spelling, `${CLIENT}-2`, ['https://d'], 'Backstage'),
      };
      for (const listsClientIds of [true, false]) {
        const stub = await thunder({ spelling, applications, listsClientIds });
        expect(await run(stub)).toMatchObject({ code: 0 });
        expect(stub.writes.map(({ what }) => what)).toEqual(['PUT /applications/c']);
        expect(registered(stub, spelling)).toMatchObject([{ [names.urls]: URLS }]);
        expect(stub.applications.get('a')).toEqual({ id: 'a', ...applications.a });
        expect(stub.applications.get('d')).toEqual({ id: 'd', ...applications.d });
      }
    });

    test('registers the client beside those of others in the spelling that they have', async () => {
      const applications = { a: application(spelling, 'another-client', ['https://a'], 'Console') };
      const stub = await thunder({ spelling, applications });
      expect(await run(stub)).toMatchObject({ code: 0 });
      expect(registered(stub, spelling)).toMatchObject([{ [names.urls]: URLS, [names.secret]: SECRET }]);
    });
  });

  test('changes nothing when run again after it registered the client', async () => {
    const stub = await thunder();
    await run(stub);
    expect(await run(stub)).toMatchObject({ code: 0, stdout: `The client ${CLIENT} has ${URLS.join(' ')} already\n` });
    expect(stub.writes).toHaveLength(1);
  });

  test.each([
    ['one is missing', [URLS[0] ?? '']],
    ['one is too many', [...URLS, 'https://third.example.com']],
    ['one is another', [URLS[0] ?? '', 'https://third.example.com']],
    ['one is there twice in place of the other', [URLS[0] ?? '', URLS[0] ?? '']],
  ])('changes the URLs where %s', async (_, urls) => {
    const stub = await thunder({ applications: { ours: application('old', CLIENT, urls) } });
    expect(await run(stub)).toMatchObject({ code: 0 });
    expect(registered(stub)).toMatchObject([{ redirect_uris: URLS }]);
  });

  test('changes the URLs where one is asked for twice and another is registered', async () => {
    const stub = await thunder({ applications: { ours: application('old', CLIENT, URLS) } });
    const [url = ''] = URLS;
    expect(await run(stub, { redirectUrls: [url, url] })).toMatchObject({ code: 0 });
    expect(registered(stub)[0]?.redirect_uris).not.toContain(URLS[1]);
  });

  test('finds an application whatever its id and its other ways in', async () => {
    const other = { type: 'saml', config: { client_id: CLIENT } };
    const { inbound_auth_config: inbound, ...rest } = application('old', CLIENT, []);
    const ours = { ...rest, inbound_auth_config: [other, ...(inbound as JsonMap[])] };
    const stub = await thunder({ applications: { 'a/b ?#ü': ours } });
    expect(await run(stub)).toMatchObject({ code: 0 });
    expect(stub.applications.get('a/b ?#ü')).toMatchObject({
      inbound_auth_config: [other, { config: { redirect_uris: URLS } }],
    });
  });

  test.each([`p@ss w+rd&=%20#; "a" 'b' \\c \\n $(HOME) $HOME \${HOME}`, 'schlüssel-鍵\nof two lines'])(
    'signs in with the secret %j and keeps it',
    async (secret) => {
      const ours = application('old', CLIENT, []);
      const stub = await thunder({ secret, applications: { ours } });
      expect(await run(stub, { secret })).toMatchObject({ code: 0 });
      expect(registered(stub)).toMatchObject([{ redirect_uris: URLS, client_secret: secret }]);
    },
  );
});

describe('the Job fails, says why, and changes nothing', () => {
  /** A run against answers in place of Thunder's own, by request, with the client registered with other URLs. */
  async function against(answers: Readonly<Record<string, Answer>>, applications?: ThunderStubProps['applications']) {
    const stub = await thunder({
      applications: applications ?? { ours: application('old', CLIENT, ['https://old']) },
      answer: (what) => answers[what],
    });
    const before = structuredClone(stub.applications);
    const result = await run(stub);
    expect(stub.applications).toEqual(before);
    return { ...result, writes: stub.writes.map(({ what }) => what) };
  }

  test('where the secret is wrong, which Thunder repeats and the Job does not', async () => {
    const stub = await thunder();
    expect(await run(stub, { secret: 'wrong-secret-77' })).toEqual({
      code: 1,
      stdout: '',
      stderr: `Thunder refused the credentials of the client ${CLIENT}: status 401, invalid_client\n`,
    });
    expect(stub.received).toHaveLength(1);
  });

  test.each<[string, Answer]>([
    ['as its code', { status: 401, body: { error: SECRET } }],
    ['within its code', { status: 401, body: { error: `unknown_secret_${SECRET}` } }],
    ['within its text', { status: 400, body: `<h1>${SECRET}</h1>` }],
  ])('where Thunder repeats the secret %s', async (_, answer) => {
    expect(await against({ 'POST /oauth2/token': answer })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`status ${answer.status}`),
    });
  });

  test('where Thunder repeats the token as its code', async () => {
    expect(await against({ 'GET /applications': { status: 403, body: { code: TOKEN } } })).toMatchObject({ code: 1 });
  });

  test.each<[string, string, Answer, string]>([
    [
      'the client may not read applications',
      'GET /applications',
      { status: 403, body: { code: 'AUTHZ-1003', message: 'forbidden' } },
      'the list of applications: status 403, AUTHZ-1003',
    ],
    ['Thunder does not show the application', 'GET /applications/ours', { status: 404 }, 'an application: status 404'],
    [
      'Thunder does not like the change',
      'PUT /applications/ours',
      { status: 400, body: { code: 'APP-1004', message: `secret ${SECRET}`, description: `token ${TOKEN}` } },
      'the change of the application: status 400, APP-1004',
    ],
    [
      'Thunder breaks at the change',
      'PUT /applications/ours',
      { status: 500, body: `<html>${SECRET} ${TOKEN}</html>` },
      'the change of the application: status 500',
    ],
    [
      'codes are no words',
      'PUT /applications/ours',
      { status: 502, body: { code: `see ${SECRET}`, error: { a: 1 } } },
      'the change of the application: status 502',
    ],
  ])('where %s', async (_, what, answer, said) => {
    expect(await against({ [what]: answer })).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `Thunder refused ${said}\n`,
    });
  });

  test('where another application has the name of the new one', async () => {
    const applications = { other: application('old', 'another-client', ['https://other'], 'Backstage') };
    expect(await against({}, applications)).toMatchObject({
      code: 1,
      stderr: 'Thunder refused the new application: status 409, APP-1022\n',
      writes: ['POST /applications'],
    });
  });

  test('where the answer has no token', async () => {
    expect(await against({ 'POST /oauth2/token': { status: 200, body: { expires_in: 3600 } } })).toMatchObject({
      code: 1,
      stderr: `Thunder gave no token to the client ${CLIENT}\n`,
    });
  });

  test.each(['POST /oauth2/token', 'GET /applications', 'GET /applications/ours'])(
    'where the answer to %s is no JSON, as of a page to sign in at',
    async (what) => {
      const result = await against({ [what]: { status: 200, body: '<html>Sign in</html>' } });
      expect(result).toMatchObject({ code: 1, stdout: '', writes: [] });
      expect(result.stderr).not.toBe('');
    },
  );

  test('where it is sent elsewhere: it does not go there with the secret', async () => {
    const elsewhere = await thunder();
    const headers = { location: `${elsewhere.url}/oauth2/token` };
    expect(await against({ 'POST /oauth2/token': { status: 307, headers } })).toMatchObject({ code: 1 });
    expect(elsewhere.received).toEqual([]);
  });

  test.each(['nothing', '{'])('where an answer has %j and no end', async (beginning) => {
    const server = createServer((_, answer) => {
      answer.writeHead(200, { 'content-type': 'application/json' });
      answer.write(beginning === '{' ? beginning : ' ');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    expect(await run({ url })).toEqual({
      code: 1,
      stdout: '',
      stderr: `Thunder does not answer at ${url}: TimeoutError\n`,
    });
    server.closeAllConnections();
    server.close();
  });

  test.each([0, 1])('where Thunder does not answer within %d seconds', async (waitSeconds) => {
    const url = `http://127.0.0.1:${await freePort()}`;
    expect(await run({ url }, { waitSeconds })).toEqual({
      code: 1,
      stdout: '',
      stderr: `Thunder does not answer at ${url}: ECONNREFUSED\n`,
    });
  });
});

test('no applications at all, as Go writes an empty list, is none', async () => {
  const stub = await thunder({
    answer: (what) =>
      what === 'GET /applications' ? { status: 200, body: { totalResults: 0, applications: null } } : undefined,
  });
  expect(await run(stub)).toMatchObject({ code: 0 });
  expect(registered(stub)).toHaveLength(1);
});

test('the Job waits for Thunder, be it that nobody listens yet or that it is not ready', async () => {
  const port = await freePort();
  const slow = await thunder({
    answer: (_, count) => (count === 0 ? { status: 503, body: { error: 'starting' } } : undefined),
    applications: { ours: application('old', CLIENT, URLS) },
  });
  const starting = run(slow, { waitSeconds: 60 });
  const comingUp: Promise<ThunderStub>[] = [];
  const listening = run({ url: `http://127.0.0.1:${port}` }, { waitSeconds: 60 }, () => {
    if (comingUp.length === 0) {
      comingUp.push(thunder({ port }));
    }
  });

  expect(await listening).toEqual({
    code: 0,
    stdout: `Waiting for Thunder: ECONNREFUSED\nRegistered the client ${CLIENT} with ${URLS.join(' ')}\n`,
    stderr: '',
  });
  const [late] = await Promise.all(comingUp);
  expect(late && registered(late)).toHaveLength(1);
  expect(await starting).toMatchObject({ stdout: expect.stringMatching(/^Waiting for Thunder: status 503\n/) });
});

/** A port at which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
