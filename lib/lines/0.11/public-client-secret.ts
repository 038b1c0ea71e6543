/** Secret of the documented test client, which is public (chart: values.yaml). */
export const PUBLIC_CLIENT_SECRET = 'backstage-portal-secret';
