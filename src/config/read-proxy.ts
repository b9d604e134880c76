import { isProxyUrl } from './checks.ts';
import type { ProxySettings } from './destination.ts';
import type { Reader } from './reader.ts';

/** A proxy named without scheme is an http one, as curl and others have it. */
export function readProxy(read: Reader): ProxySettings {
  const proxyUrl = (key: 'HTTP_PROXY' | 'HTTPS_PROXY'): string | undefined => {
    const value = read.text(key);
    if (value === undefined) return undefined;
    const url = value.includes('://') ? value : `http://${value}`;
    if (!isProxyUrl(url)) read.fault(key, 'is not the http or https address of a proxy');
    return url;
  };
  const [httpProxy, httpsProxy] = [proxyUrl('HTTP_PROXY'), proxyUrl('HTTPS_PROXY')];
  const noProxy = read.text('NO_PROXY');
  return {
    ...(httpProxy !== undefined && { httpProxy }),
    ...(httpsProxy !== undefined && { httpsProxy }),
    ...(noProxy !== undefined && { noProxy }),
  };
}
