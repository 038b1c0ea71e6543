import type { JsonMap } from '../../lib/util/json';
import { application, CLIENT, freePort, registered, run, SECRET, thunder, URLS } from './support';
import { NAMES, type Spelling, type ThunderStub } from './thunder-stub';

describe('run against Thunder, the Job', () => {
  test('registers the client if it is not registered', async () => {
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

  test('requests a token as the client, with the scope that allows to read and write applications', async () => {
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

  describe.each<Spelling>(['old', 'new'])('with the %s spelling', (spelling) => {
    const names = NAMES[spelling];

    test('changes the URLs if they differ, and nothing else in the application', async () => {
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

    test('adds the URLs if there are none yet', async () => {
      const stub = await thunder({ spelling, applications: { ours: application(spelling, CLIENT, []) } });
      expect(await run(stub)).toMatchObject({
        code: 0,
        stdout: `Changed the client ${CLIENT} from no URL to ${URLS.join(' ')}\n`,
      });
      expect(registered(stub, spelling)).toMatchObject([{ [names.urls]: URLS, [names.secret]: SECRET }]);
    });

    test.each([
      ['the URLs are the same', URLS],
      ['the URLs are the same in another order', [...URLS].reverse()],
    ])('writes nothing if %s', async (_, urls) => {
      const stub = await thunder({ spelling, applications: { ours: application(spelling, CLIENT, urls) } });
      expect(await run(stub)).toEqual({
        code: 0,
        stdout: `The client ${CLIENT} has ${URLS.join(' ')} already\n`,
        stderr: '',
      });
      expect(stub.writes).toEqual([]);
    });

    test('changes nothing when it runs again', async () => {
      const stub = await thunder({ spelling, applications: { ours: application(spelling, CLIENT, ['https://old']) } });
      await run(stub);
      const after = structuredClone(stub.applications);
      expect(await run(stub)).toMatchObject({ code: 0, stdout: expect.stringContaining('already') });
      expect(stub.applications).toEqual(after);
      expect(stub.writes).toHaveLength(1);
    });

    test('changes only the application with the client, even if the list of applications does not contain client ids', async () => {
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

    test('registers the client with the spelling that other clients have', async () => {
      const applications = { a: application(spelling, 'another-client', ['https://a'], 'Console') };
      const stub = await thunder({ spelling, applications });
      expect(await run(stub)).toMatchObject({ code: 0 });
      expect(registered(stub, spelling)).toMatchObject([{ [names.urls]: URLS, [names.secret]: SECRET }]);
    });
  });

  test('changes nothing when it runs again after it registered the client', async () => {
    const stub = await thunder();
    await run(stub);
    expect(await run(stub)).toMatchObject({ code: 0, stdout: `The client ${CLIENT} has ${URLS.join(' ')} already\n` });
    expect(stub.writes).toHaveLength(1);
  });

  test.each([
    ['one is missing', [URLS[0] ?? '']],
    ['one is too many', [...URLS, 'https://third.example.com']],
    ['one is different', [URLS[0] ?? '', 'https://third.example.com']],
    ['one is registered twice instead of the other', [URLS[0] ?? '', URLS[0] ?? '']],
  ])('changes the URLs if %s', async (_, urls) => {
    const stub = await thunder({ applications: { ours: application('old', CLIENT, urls) } });
    expect(await run(stub)).toMatchObject({ code: 0 });
    expect(registered(stub)).toMatchObject([{ redirect_uris: URLS }]);
  });

  test('removes a registered URL if the Job is given another one twice', async () => {
    const stub = await thunder({ applications: { ours: application('old', CLIENT, URLS) } });
    const [url = ''] = URLS;
    expect(await run(stub, { redirectUrls: [url, url] })).toMatchObject({ code: 0 });
    expect(registered(stub)[0]?.redirect_uris).not.toContain(URLS[1]);
  });

  test('finds an application with special characters in its id and with other sign-in methods', async () => {
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

test('the Job reads null, which Go writes for an empty list, as no applications', async () => {
  const stub = await thunder({
    answer: (what) =>
      what === 'GET /applications' ? { status: 200, body: { totalResults: 0, applications: null } } : undefined,
  });
  expect(await run(stub)).toMatchObject({ code: 0 });
  expect(registered(stub)).toHaveLength(1);
});

test('the Job waits for Thunder while it is not reachable or not ready', async () => {
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
