import { POD_LABELS } from '../../../support';
import { testPlaces } from './support';

testPlaces([
  [
    'the Service has the type, port and node port of the values',
    { backstage: { service: { type: 'NodePort', port: 80, nodePort: 30080 } } },
    'Service openchoreo-ui',
    'spec',
    {
      type: 'NodePort',
      ports: [{ port: 80, targetPort: 'http', protocol: 'TCP', name: 'http', nodePort: 30080 }],
      selector: POD_LABELS,
    },
  ],
]);
