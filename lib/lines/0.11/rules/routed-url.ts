import { portalUrls } from '../../common/checks/base-url';
import { checkRoutedUrl } from '../../common/checks/portal-url';
import type { ChartRule } from '../subject';

const HOSTS = 'backstage.ingress.hosts';

/** Browsers get 404 from the Gateway or the Ingress controller at a URL that no route has. */
export const routedUrl: ChartRule = {
  id: 'routed-url',
  severity: 'warning',
  about: "The rendered HTTPRoute or Ingress routes the host and the path of the portal's URL.",
  *check({ values: { backstage }, facts }) {
    const { hosts = [] } = backstage.ingress;
    const [given] = portalUrls(backstage);
    yield* checkRoutedUrl(
      { backstage, baseUrl: facts.baseUrl, route: facts.portalRoute },
      {
        url: given?.path,
        hosts: HOSTS,
        addHost: (host) =>
          hosts.length > 0
            ? `add ${host} to ${HOSTS}`
            : `set ${HOSTS} to [{host: ${host}, paths: [{path: /}]}] or global.baseDomain to ${host}`,
        paths: { path: HOSTS, fix: `add {path: /} to the paths of the host` },
      },
    );
  },
};
