import { isProxyUrl } from './checks.ts';
import type { ProxySettings } from './destination.ts';
import type { Environment, Reader } from './reader.ts';

/** As curl and others read them: the small name first; a proxy named without scheme is an http one. */
export function readProxy(read: Reader, env: Environment): ProxySettings {
  const proxyUrl = (key: 'HTTP_PROXY' | 'HTTPS_PROXY'): string | undefined => {
    const value = (env[key.toLowerCase()] ?? read.text(key))?.trim();
    if (value === undefined || value === '') return undefined;
    const url = value.includes('://') ? value : `http://${value}`;
    if (!isProxyUrl(url)) read.fault(key, 'is not the http or https address of a proxy');
    return url;
  };
  const [httpProxy, httpsProxy] = [proxyUrl('HTTP_PROXY'), proxyUrl('HTTPS_PROXY')];
  const noProxy = env['no_proxy'] ?? read.text('NO_PROXY');
  return {
    ...(httpProxy !== undefined && { httpProxy }),
    ...(httpsProxy !== undefined && { httpsProxy }),
    ...(noProxy !== undefined && { noProxy }),
  };
}
