// Registers the redirect URLs of Backstage's OAuth client with Thunder. Runs in a Job; see lib/client-registration.ts.
// Says what it does, and never what CLIENT_SECRET or a token is.

const { THUNDER_URL, CLIENT_ID, CLIENT_SECRET, REDIRECT_URLS, WAIT_SECONDS } = process.env;
const PAUSE_MS = 2000;
const TIMEOUT_MS = 30000;

/** Codes of OAuth, and those that Thunder gives its errors. Other words of an answer may be secrets. */
const KNOWN_CODE =
  /^(?:invalid_(?:request|client|grant|scope)|unauthorized_client|unsupported_grant_type|access_denied|[A-Z]{2,5}-\d{3,6})$/;

class Refusal extends Error {}

/** Sends a request; answers the status and the JSON of the answer, as far as there is any. Gives up when it takes too long. */
async function send(method, path, { token, form, json } = {}) {
  const exchange = async () => {
    const answer = await fetch(`${THUNDER_URL}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
        ...(json && { 'content-type': 'application/json' }),
      },
      body: form ? new URLSearchParams(form) : json && JSON.stringify(json),
      redirect: 'error',
    });
    return { status: answer.status, body: parse(await answer.text()) };
  };
  // A signal does not do: once the headers are there, nothing holds it, and it is collected before the body ends.
  let timer;
  const tooSlow = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new DOMException('too slow', 'TimeoutError')), TIMEOUT_MS);
  });
  return Promise.race([exchange(), tooSlow]).finally(() => clearTimeout(timer));
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The JSON of an answer that must be a success, as far as there is any. No more is shown of others than status and code: they may repeat secrets. */
function accepted(what, { status, body }) {
  if (status < 200 || status > 299) {
    const code = [body?.error, body?.code].find((word) => KNOWN_CODE.test(word));
    throw new Refusal(`Thunder refused ${what}: status ${status}${code ? `, ${code}` : ''}`);
  }
  return body;
}

async function write(what, method, path, token, json) {
  return accepted(what, await send(method, path, { token, json }));
}

async function read(what, path, token) {
  const body = accepted(what, await send('GET', path, { token }));
  if (body === undefined) {
    throw new Refusal(`Thunder answered ${what} with something else than JSON`);
  }
  return body;
}

/** What went wrong on the way to Thunder. */
function reasonOf(error) {
  return error.cause?.code ?? error.cause?.message ?? error.name;
}

/** The answer to a request for a token, once Thunder answers. */
async function tokenAnswer() {
  const form = {
    grant_type: 'client_credentials',
    client_id: CLIENT_ID,
    client_secret: CLIENT_SECRET,
    scope: 'system',
  };
  const end = Date.now() + Number(WAIT_SECONDS) * 1000;
  for (;;) {
    const answer = await send('POST', '/oauth2/token', { form }).catch((error) => ({ reason: reasonOf(error) }));
    const reason = answer.reason ?? (answer.status >= 500 ? `status ${answer.status}` : undefined);
    if (reason === undefined) {
      return answer;
    }
    if (Date.now() + PAUSE_MS > end) {
      throw new Refusal(`Thunder does not answer at ${THUNDER_URL}: ${reason}`);
    }
    console.log(`Waiting for Thunder: ${reason}`);
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
}

/** A token with which Thunder's applications can be read and written. */
async function requestToken() {
  const token = accepted(`the credentials of the client ${CLIENT_ID}`, await tokenAnswer())?.access_token;
  if (!token) {
    throw new Refusal(`Thunder gave no token to the client ${CLIENT_ID}`);
  }
  return token;
}

/** The application that has the OAuth client, if there is one, and how Thunder writes members: client_id, or newer clientId. */
async function findApplication(token) {
  const list = await read('the list of applications', '/applications', token);
  if (list === null || !('applications' in list)) {
    throw new Refusal('Thunder answered the list of applications with something else than a list');
  }
  const entries = list.applications ?? [];
  const idOf = ({ client_id, clientId }) => client_id ?? clientId;
  for (const { id } of entries.filter((entry) => (idOf(entry) ?? CLIENT_ID) === CLIENT_ID)) {
    const application = await read('an application', `/applications/${encodeURIComponent(id)}`, token);
    if (oauthConfig(application)) {
      return { application };
    }
  }
  if (list.totalResults > entries.length) {
    throw new Refusal(
      `Thunder told ${entries.length} of ${list.totalResults} applications, the client ${CLIENT_ID} not among them`,
    );
  }
  return { isCamelCase: entries.some((entry) => 'clientId' in entry) };
}

/** The part of an application that is about the OAuth client. */
function oauthConfig({ inbound_auth_config, inboundAuthConfig }) {
  const inbound = inbound_auth_config ?? inboundAuthConfig ?? [];
  return inbound
    .filter(({ type, config }) => type === 'oauth2' && config)
    .map(({ config }) => config)
    .find(({ client_id, clientId }) => (client_id ?? clientId) === CLIENT_ID);
}

function newApplication(redirectUrls, isCamelCase) {
  const config = {
    client_id: CLIENT_ID,
    client_secret: CLIENT_SECRET,
    redirect_uris: redirectUrls,
    grant_types: ['authorization_code', 'client_credentials'],
    response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_post',
    pkce_required: false,
    public_client: false,
  };
  const name = (key) => (isCamelCase ? key.replace(/_(.)/g, (_, letter) => letter.toUpperCase()) : key);
  const named = Object.fromEntries(Object.entries(config).map(([key, value]) => [name(key), value]));
  return {
    name: 'Backstage',
    description: 'OpenChoreo Backstage Portal',
    [name('inbound_auth_config')]: [{ type: 'oauth2', config: named }],
  };
}

async function main() {
  const redirectUrls = [...new Set(JSON.parse(REDIRECT_URLS))];
  const token = await requestToken();
  const { application, isCamelCase } = await findApplication(token);
  if (!application) {
    const json = newApplication(redirectUrls, isCamelCase);
    const made = await write('the new application', 'POST', '/applications', token, json);
    const isTold = made?.inbound_auth_config ?? made?.inboundAuthConfig;
    if (isTold && !oauthConfig(made)) {
      throw new Refusal(`Thunder made an application without the client ${CLIENT_ID}`);
    }
    console.log(`Registered the client ${CLIENT_ID} with ${redirectUrls.join(' ')}`);
    return;
  }
  const config = oauthConfig(application);
  const isOld = 'client_id' in config;
  const urls = isOld ? 'redirect_uris' : 'redirectUris';
  const registered = config[urls] ?? [];
  if (registered.length === redirectUrls.length && redirectUrls.every((url) => registered.includes(url))) {
    console.log(`The client ${CLIENT_ID} has ${redirectUrls.join(' ')} already`);
    return;
  }
  config[urls] = redirectUrls;
  // Thunder does not tell the secret, and an update without one would take it away.
  config[isOld ? 'client_secret' : 'clientSecret'] = CLIENT_SECRET;
  const { id, client_id, clientId, ...json } = application;
  await write('the change of the application', 'PUT', `/applications/${encodeURIComponent(id)}`, token, json);
  console.log(`Changed the client ${CLIENT_ID} from ${registered.join(' ') || 'no URL'} to ${redirectUrls.join(' ')}`);
}

main().catch((error) => {
  console.error(error instanceof Refusal ? error.message : `Failed: ${reasonOf(error)}`);
  process.exitCode = 1;
  // An answer that stalls would keep the process alive.
  setTimeout(() => process.exit(), 1000).unref();
});
